"""Postgres itself refuses to change an offer that left the house, whoever asks."""

from django.db import migrations

from atelier.journal.append_only import append_only

_TABLES = ("orders_quoteoption", "orders_quoteline", "orders_optionstone")
_FUNCTIONS = """
CREATE FUNCTION orders_refuse_sent(quote bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM orders_quote WHERE id = quote AND status <> 'draft') THEN
        RAISE EXCEPTION 'quote % was sent', quote USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION orders_quote_of(kept jsonb) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (kept ->> 'quote_id')::bigint,
        (SELECT quote_id FROM orders_quoteoption WHERE id = (kept ->> 'option_id')::bigint)
    )
$$;

CREATE FUNCTION orders_guard_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM orders_refuse_sent(orders_quote_of(to_jsonb(OLD)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    PERFORM orders_refuse_sent(orders_quote_of(to_jsonb(NEW)));
    RETURN NEW;
END $$;

CREATE FUNCTION orders_guard_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'quote % was sent', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
"""
_TERMS = [
    "currency",
    "tax_name",
    "tax_rate",
    "schedule",
    "revisions_included",
    "revision_price",
    "terms",
]


def _columns(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in _TERMS)


_TERMS_TRIGGER = f"""
CREATE TRIGGER orders_quote_terms BEFORE UPDATE OF {", ".join(_TERMS)} ON orders_quote
FOR EACH ROW
WHEN (OLD.status <> 'draft' AND ({_columns("OLD")}) IS DISTINCT FROM ({_columns("NEW")}))
EXECUTE FUNCTION orders_guard_terms();
"""
_TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION orders_guard_offer();\n"
    for table in _TABLES
)
_BACK = (
    "DROP TRIGGER orders_quote_terms ON orders_quote;\n"
    + "".join(f"DROP TRIGGER {table}_guard ON {table};\n" for table in _TABLES)
    + "DROP FUNCTION orders_guard_offer, orders_guard_terms, orders_quote_of, orders_refuse_sent;"
)


class Migration(migrations.Migration):
    dependencies = [("orders", "0009_add_report_waiver"), ("journal", "0002_guards")]

    operations = [
        append_only("orders_reportwaiver"),
        migrations.RunSQL(_FUNCTIONS + _TERMS_TRIGGER + _TRIGGERS, _BACK),
    ]
