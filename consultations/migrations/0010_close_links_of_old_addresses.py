"""Postgres closes the secret links to appointments when what they were mailed for has ended.

An account's new address closes every link that was sent to the old one, whatever path the change
took. A cancelled appointment's links end within the hour: whoever has just cancelled by one still
reads that it is done.
"""

from django.db import migrations

_MADE = """
CREATE FUNCTION consultations_close_links_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_secretlink SET revoked_at = now()
    WHERE purpose = 'appointment' AND revoked_at IS NULL AND subject_id IN (
        SELECT appointment.id FROM consultations_appointment appointment
        JOIN people_client client ON client.id = appointment.client_id
        WHERE client.user_id = NEW.id
    );
    RETURN NULL;
END $$;

CREATE TRIGGER consultations_account_moved AFTER UPDATE OF email ON people_user
FOR EACH ROW WHEN (lower(OLD.email) <> lower(NEW.email))
EXECUTE FUNCTION consultations_close_links_of_account();

CREATE FUNCTION consultations_close_links_of_cancelled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_secretlink SET expires_at = LEAST(expires_at, now() + interval '1 hour')
    WHERE purpose = 'appointment' AND subject_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER consultations_cancelled AFTER UPDATE OF status ON consultations_appointment
FOR EACH ROW WHEN (NEW.status = 'cancelled' AND OLD.status <> 'cancelled')
EXECUTE FUNCTION consultations_close_links_of_cancelled();
"""

_UNMADE = """
DROP TRIGGER consultations_cancelled ON consultations_appointment;
DROP FUNCTION consultations_close_links_of_cancelled();
DROP TRIGGER consultations_account_moved ON people_user;
DROP FUNCTION consultations_close_links_of_account();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0009_keep_drafts_of_records"),
        ("people", "0001_initial"),
    ]

    operations = [migrations.RunSQL(_MADE, _UNMADE)]
