"""Postgres keeps everybody's taken time in one table and refuses any overlap in it.

Triggers write it: a row for the advisor, for each companion and for the room of every booked
appointment, and for the advisor and the room of every hold. So no path, however written, can
take one advisor or one room twice. The embedded Postgres has no btree_gist: the key stands as a
one-point int8range beside the time range.
"""

from django.db import migrations

_RULE = """
ALTER TABLE consultations_busytime ADD CONSTRAINT busy_time_one_per_{what}
EXCLUDE USING gist (int8range({what}_id, {what}_id, '[]') WITH &&, span WITH &&)
WHERE ({what}_id IS NOT NULL);
"""

_OLD_RULE = """
ALTER TABLE consultations_appointment ADD CONSTRAINT appointment_one_per_{what}
EXCLUDE USING gist (int8range({what}_id, {what}_id, '[]') WITH &&, busy WITH &&)
WHERE (status = 'booked' AND {what}_id IS NOT NULL);
"""

_FUNCTIONS = """
CREATE FUNCTION consultations_keep_appointment(which bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM consultations_busytime WHERE appointment_id = which;
    INSERT INTO consultations_busytime (advisor_id, room_id, span, appointment_id)
    SELECT advisor_id, NULL::bigint, busy, id FROM consultations_appointment
        WHERE id = which AND status = 'booked'
    UNION ALL
    SELECT companion.advisor_id, NULL::bigint, appointment.busy, appointment.id
        FROM consultations_companion companion
        JOIN consultations_appointment appointment ON appointment.id = companion.appointment_id
        WHERE appointment.id = which AND appointment.status = 'booked'
    UNION ALL
    SELECT NULL::bigint, room_id, busy, id FROM consultations_appointment
        WHERE id = which AND status = 'booked' AND room_id IS NOT NULL;
END $$;

CREATE FUNCTION consultations_appointment_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM consultations_busytime WHERE appointment_id = OLD.id;
        RETURN OLD;
    END IF;
    PERFORM consultations_keep_appointment(NEW.id);
    RETURN NEW;
END $$;

CREATE FUNCTION consultations_companion_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM consultations_keep_appointment(OLD.appointment_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM consultations_keep_appointment(NEW.appointment_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION consultations_hold_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER appointment_keeps_busy
    AFTER INSERT OR UPDATE OF status, advisor_id, room_id, busy ON consultations_appointment
    FOR EACH ROW EXECUTE FUNCTION consultations_appointment_changed();
CREATE TRIGGER appointment_frees_busy BEFORE DELETE ON consultations_appointment
    FOR EACH ROW EXECUTE FUNCTION consultations_appointment_changed();
CREATE TRIGGER companion_keeps_busy
    AFTER INSERT OR UPDATE OR DELETE ON consultations_companion
    FOR EACH ROW EXECUTE FUNCTION consultations_companion_changed();
CREATE TRIGGER hold_keeps_busy
    AFTER INSERT OR UPDATE OF advisor_id, room_id, busy ON consultations_hold
    FOR EACH ROW EXECUTE FUNCTION consultations_hold_changed();
CREATE TRIGGER hold_frees_busy BEFORE DELETE ON consultations_hold
    FOR EACH ROW EXECUTE FUNCTION consultations_hold_changed();

SELECT consultations_keep_appointment(id) FROM consultations_appointment WHERE status = 'booked';
"""

_UNDO = """
DROP TRIGGER hold_frees_busy ON consultations_hold;
DROP TRIGGER hold_keeps_busy ON consultations_hold;
DROP TRIGGER companion_keeps_busy ON consultations_companion;
DROP TRIGGER appointment_frees_busy ON consultations_appointment;
DROP TRIGGER appointment_keeps_busy ON consultations_appointment;
DROP FUNCTION consultations_hold_changed();
DROP FUNCTION consultations_companion_changed();
DROP FUNCTION consultations_appointment_changed();
DROP FUNCTION consultations_keep_appointment(bigint);
"""


def _exclude(what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        _RULE.format(what=what),
        f"ALTER TABLE consultations_busytime DROP CONSTRAINT busy_time_one_per_{what};",
    )


def _replace(what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE consultations_appointment DROP CONSTRAINT appointment_one_per_{what};",
        _OLD_RULE.format(what=what),
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0006_require_a_place")]

    operations = [
        _exclude("advisor"),
        _exclude("room"),
        migrations.RunSQL(_FUNCTIONS, _UNDO),
        _replace("advisor"),
        _replace("room"),
    ]
