"""``/v1/webhooks``: a CMS sends what it saves, signed, and is answered with the report."""
