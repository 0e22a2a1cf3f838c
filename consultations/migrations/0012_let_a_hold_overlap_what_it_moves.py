"""A hold takes no time that the appointment it is to move has already.

Without that nobody could move their own appointment by half an hour. The piece of the hold that
lies outside is guarded as before; the rest is guarded by the appointment.
"""

from django.db import migrations

_KEPT = """
CREATE FUNCTION consultations_keep_hold(held consultations_hold) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM consultations_busytime WHERE hold_id = held.id;
    INSERT INTO consultations_busytime (advisor_id, span, hold_id)
    SELECT held.advisor_id, piece, held.id FROM unnest(
        tstzmultirange(held.busy) - coalesce((
            SELECT range_agg(span) FROM consultations_busytime
            WHERE appointment_id = held.moving_id AND advisor_id = held.advisor_id
        ), '{}'::tstzmultirange)
    ) AS piece;
    INSERT INTO consultations_busytime (room_id, span, hold_id)
    SELECT held.room_id, piece, held.id FROM unnest(
        tstzmultirange(held.busy) - coalesce((
            SELECT range_agg(span) FROM consultations_busytime
            WHERE appointment_id = held.moving_id AND room_id = held.room_id
        ), '{}'::tstzmultirange)
    ) AS piece WHERE held.room_id IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION consultations_hold_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM consultations_busytime WHERE hold_id = OLD.id;
        RETURN OLD;
    END IF;
    PERFORM consultations_keep_hold(NEW);
    RETURN NEW;
END $$;
"""

_WHOLE = """
CREATE OR REPLACE FUNCTION consultations_hold_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM consultations_busytime WHERE hold_id = OLD.id;
        RETURN OLD;
    END IF;
    DELETE FROM consultations_busytime WHERE hold_id = NEW.id;
    INSERT INTO consultations_busytime (advisor_id, span, hold_id)
        VALUES (NEW.advisor_id, NEW.busy, NEW.id);
    IF NEW.room_id IS NOT NULL THEN
        INSERT INTO consultations_busytime (room_id, span, hold_id)
            VALUES (NEW.room_id, NEW.busy, NEW.id);
    END IF;
    RETURN NEW;
END $$;
DROP FUNCTION consultations_keep_hold(consultations_hold);
"""


class Migration(migrations.Migration):
    dependencies = [("consultations", "0011_note_who_proposed_a_hold")]

    operations = [migrations.RunSQL(_KEPT, _WHOLE)]
