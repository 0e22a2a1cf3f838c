"""Only a round brilliant has a cut grade: said by a trigger, because the cut is another table."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION materials_check_cut_grade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cut_grade <> '' AND NOT EXISTS (
        SELECT FROM materials_cut WHERE id = NEW.cut_id AND is_round_brilliant
    ) THEN
        RAISE EXCEPTION 'stone_cut_grade_is_for_round_brilliants'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_stone_cut_grade BEFORE INSERT OR UPDATE OF cut_grade, cut_id
ON materials_stone FOR EACH ROW EXECUTE FUNCTION materials_check_cut_grade();
"""
BACKWARDS = """
DROP TRIGGER materials_stone_cut_grade ON materials_stone;
DROP FUNCTION materials_check_cut_grade();
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0009_add_request_id_and_words_for_client")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
