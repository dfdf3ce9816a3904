"""Words of government and IT that a dictionary lacks, or does not allow in compounds."""

_WORDS = """
    abonnee accountant adres afhandel api app archief artikel asset audio auth authenticatie
    autorisatie back backend backoffice bag basis beheer bericht besluit betaal bestand bijlage
    blockchain bot box brp brk browser broncode bsn burger bus cache catalogus chat chatbot check
    client cloud cluster code component componenten connector contact container content cookie
    crm cyber dashboard data database dataset design desktop detectie digitaal dms document
    dossier download editor email export feed formulier framework frontend gateway geo
    gemeente generator gis grafiek graaf handtekening hosting hub identiteit import inbox inlog
    index indicator intake intern internet intranet inwoner json kaart kanaal keten key klant kluis
    koppel kwaliteit landing layout leerling library licentie link live log logging login loket
    machtiging mail mailing mapping match melding meta metadata microservice migratie mobiel model
    module monitor monitoring multi netwerk notificatie object offline omgeving onderteken online
    open orkestratie overheid package pas pdf persoon pin plan platform platformen player plugin
    podcast portaal portal post prioriteit proces product profiel project protocol proxy
    publicatie push qr query raad regel register registratie release rekening repository rol
    sandbox scan scanner schema script sensor server service services site sjabloon sms software
    sollicitatie spraak stack standaard status storage stream support sync systeem tag taxonomie
    team technologie template tekst test tester thema ticket token tool toolkit tracking
    update upload url user verificatie versie video viewer visualisatie voorziening vragen
    wallet web webhook website wet widget wifi wiki woo workflow woz xml zaak zelfbediening zoek
    zorg
"""
FIELD_WORDS = frozenset(_WORDS.split())
