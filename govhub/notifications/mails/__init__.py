"""Every mail that GovHub sends: what ``templates/mail/<template>.jinja`` may say."""
