"""Who uses what: on the page of a component, of an organisation, and for both sides."""
