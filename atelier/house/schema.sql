-- Written by `manage.py schema` from the migrations, which are what is true; see ADR 0022.
-- A fresh database starts from here and then takes the migrations that are not named at the end.

CREATE FUNCTION public.consultations_appointment_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM consultations_busytime WHERE appointment_id = OLD.id;
        RETURN OLD;
    END IF;
    PERFORM consultations_keep_appointment(NEW.id);
    RETURN NEW;
END $$;

CREATE FUNCTION public.consultations_close_links_of_account() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE people_secretlink SET revoked_at = now()
    WHERE purpose = 'appointment' AND revoked_at IS NULL AND subject_id IN (
        SELECT appointment.id FROM consultations_appointment appointment
        JOIN people_client client ON client.id = appointment.client_id
        WHERE client.user_id = NEW.id
    );
    RETURN NULL;
END $$;

CREATE FUNCTION public.consultations_close_links_of_cancelled() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE people_secretlink SET expires_at = LEAST(expires_at, now() + interval '1 hour')
    WHERE purpose = 'appointment' AND subject_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.consultations_companion_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM consultations_keep_appointment(OLD.appointment_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM consultations_keep_appointment(NEW.appointment_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.consultations_hold_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM consultations_busytime WHERE hold_id = OLD.id;
        RETURN OLD;
    END IF;
    PERFORM consultations_keep_hold(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION public.consultations_keep_appointment(which bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE TABLE public.consultations_hold (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    busy tstzrange NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint NOT NULL,
    client_id bigint NOT NULL,
    commission_id bigint,
    moving_id bigint,
    room_id bigint,
    topic_id bigint,
    by_house boolean NOT NULL,
    CONSTRAINT hold_has_length CHECK ((starts_at < ends_at)),
    CONSTRAINT hold_in_person_has_room CHECK (((NOT ((channel)::text = 'in_person'::text)) OR (room_id IS NOT NULL)))
);

CREATE FUNCTION public.consultations_keep_hold(held public.consultations_hold) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.journal_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.materials_check_cut_grade() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.cut_grade <> '' AND NOT EXISTS (
        SELECT FROM materials_cut WHERE id = NEW.cut_id AND is_round_brilliant
    ) THEN
        RAISE EXCEPTION 'stone_cut_grade_is_for_round_brilliants'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.orders_guard_offer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.orders_guard_terms() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'quote % was sent', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.orders_quote_of(kept jsonb) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(
        (kept ->> 'quote_id')::bigint,
        (SELECT quote_id FROM orders_quoteoption WHERE id = (kept ->> 'option_id')::bigint)
    )
$$;

CREATE FUNCTION public.orders_refuse_sent(quote bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM orders_quote WHERE id = quote AND status <> 'draft') THEN
        RAISE EXCEPTION 'quote % was sent', quote USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_advising (
    id bigint NOT NULL,
    channels character varying(10)[] NOT NULL,
    is_open boolean NOT NULL,
    daily_cap smallint,
    minimum_notice_hours smallint,
    buffer_minutes smallint,
    video_link character varying(200) NOT NULL,
    introduction character varying(200) NOT NULL,
    advisor_id bigint NOT NULL,
    CONSTRAINT consultations_advising_buffer_minutes_check CHECK ((buffer_minutes >= 0)),
    CONSTRAINT consultations_advising_daily_cap_check CHECK ((daily_cap >= 0)),
    CONSTRAINT consultations_advising_minimum_notice_hours_check CHECK ((minimum_notice_hours >= 0))
);

ALTER TABLE public.consultations_advising ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_advising_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_advising_topics (
    id bigint NOT NULL,
    advising_id bigint NOT NULL,
    topic_id bigint NOT NULL
);

ALTER TABLE public.consultations_advising_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_advising_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_advisorhours (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    valid_from date,
    valid_until date,
    advisor_id bigint NOT NULL,
    place_id bigint,
    CONSTRAINT advisorhours_in_order CHECK (((closes = '00:00:00'::time without time zone) OR (opens < closes))),
    CONSTRAINT advisorhours_known_weekday CHECK ((weekday <= 6)),
    CONSTRAINT advisorhours_valid_in_order CHECK (((valid_from IS NULL) OR (valid_until IS NULL) OR (valid_from <= valid_until))),
    CONSTRAINT consultations_advisorhours_weekday_check CHECK ((weekday >= 0))
);

ALTER TABLE public.consultations_advisorhours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_advisorhours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_appointment (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    subject character varying(120) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    busy tstzrange NOT NULL,
    status character varying(10) NOT NULL,
    video_link character varying(200) NOT NULL,
    to_prepare text NOT NULL,
    attended character varying(200) NOT NULL,
    notes text NOT NULL,
    summary text NOT NULL,
    cancel_reason character varying(200) NOT NULL,
    recorded_at timestamp with time zone,
    ics_sequence integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint NOT NULL,
    client_id bigint NOT NULL,
    commission_id bigint,
    room_id bigint,
    timed_at timestamp with time zone NOT NULL,
    before_move jsonb,
    budget character varying(120) NOT NULL,
    by_client boolean NOT NULL,
    caller character varying(6) NOT NULL,
    client_zone character varying(64) NOT NULL,
    hold_id uuid,
    moved_at timestamp with time zone,
    next_step character varying(10) NOT NULL,
    options_shown text NOT NULL,
    phone character varying(40) NOT NULL,
    sizes_measured text NOT NULL,
    walk_in boolean NOT NULL,
    topic_id bigint,
    CONSTRAINT appointment_has_length CHECK ((starts_at < ends_at)),
    CONSTRAINT appointment_in_person_has_room CHECK (((NOT ((channel)::text = 'in_person'::text)) OR (room_id IS NOT NULL) OR (NOT ((status)::text = 'booked'::text)))),
    CONSTRAINT appointment_recorded_when_done CHECK ((((recorded_at IS NOT NULL) AND ((status)::text = 'done'::text)) OR ((NOT ((status)::text = 'done'::text)) AND (recorded_at IS NULL)))),
    CONSTRAINT consultations_appointment_ics_sequence_check CHECK ((ics_sequence >= 0))
);

ALTER TABLE public.consultations_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_appointmentreceipt (
    id bigint NOT NULL,
    appointment_id bigint NOT NULL,
    receipt_id bigint NOT NULL
);

ALTER TABLE public.consultations_appointmentreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_appointmentreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_bookingrules (
    id bigint NOT NULL,
    in_person_minutes smallint NOT NULL,
    video_minutes smallint NOT NULL,
    phone_minutes smallint NOT NULL,
    step_minutes smallint NOT NULL,
    minimum_notice_hours smallint NOT NULL,
    horizon_days smallint NOT NULL,
    daily_cap smallint NOT NULL,
    hold_minutes smallint NOT NULL,
    change_hours smallint NOT NULL,
    waiting_offer_hours smallint NOT NULL,
    written_days smallint NOT NULL,
    closed_on_holidays boolean NOT NULL,
    holiday_region character varying(6) NOT NULL,
    video_link_template character varying(200) NOT NULL,
    what_to_bring text NOT NULL,
    CONSTRAINT booking_rules_are_one CHECK ((id = 1)),
    CONSTRAINT booking_step_is_not_tiny CHECK ((step_minutes >= 5)),
    CONSTRAINT consultations_bookingrules_change_hours_check CHECK ((change_hours >= 0)),
    CONSTRAINT consultations_bookingrules_daily_cap_check CHECK ((daily_cap >= 0)),
    CONSTRAINT consultations_bookingrules_hold_minutes_check CHECK ((hold_minutes >= 0)),
    CONSTRAINT consultations_bookingrules_horizon_days_check CHECK ((horizon_days >= 0)),
    CONSTRAINT consultations_bookingrules_in_person_minutes_check CHECK ((in_person_minutes >= 0)),
    CONSTRAINT consultations_bookingrules_minimum_notice_hours_check CHECK ((minimum_notice_hours >= 0)),
    CONSTRAINT consultations_bookingrules_phone_minutes_check CHECK ((phone_minutes >= 0)),
    CONSTRAINT consultations_bookingrules_step_minutes_check CHECK ((step_minutes >= 0)),
    CONSTRAINT consultations_bookingrules_video_minutes_check CHECK ((video_minutes >= 0)),
    CONSTRAINT consultations_bookingrules_waiting_offer_hours_check CHECK ((waiting_offer_hours >= 0)),
    CONSTRAINT consultations_bookingrules_written_days_check CHECK ((written_days >= 0))
);

ALTER TABLE public.consultations_bookingrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_bookingrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_busytime (
    id bigint NOT NULL,
    span tstzrange NOT NULL,
    advisor_id bigint,
    appointment_id bigint,
    room_id bigint,
    hold_id bigint,
    CONSTRAINT busy_time_for_one CHECK ((((appointment_id IS NOT NULL) AND (hold_id IS NULL)) OR ((appointment_id IS NULL) AND (hold_id IS NOT NULL)))),
    CONSTRAINT busy_time_of_one CHECK ((((advisor_id IS NOT NULL) AND (room_id IS NULL)) OR ((advisor_id IS NULL) AND (room_id IS NOT NULL))))
);

ALTER TABLE public.consultations_busytime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_busytime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_calendarfeed (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_read_at timestamp with time zone,
    revoked_at timestamp with time zone,
    advisor_id bigint NOT NULL
);

ALTER TABLE public.consultations_calendarfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_calendarfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_companion (
    id bigint NOT NULL,
    advisor_id bigint NOT NULL,
    appointment_id bigint NOT NULL
);

ALTER TABLE public.consultations_companion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_companion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_dateoverride (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    opens time without time zone,
    closes time without time zone,
    reason character varying(120) NOT NULL,
    advisor_id bigint,
    place_id bigint,
    CONSTRAINT date_override_days_in_order CHECK ((starts_on <= ends_on)),
    CONSTRAINT date_override_hours_in_order CHECK ((((closes IS NULL) AND (opens IS NULL)) OR ((closes IS NOT NULL) AND (opens IS NOT NULL) AND ((closes = '00:00:00'::time without time zone) OR (opens < closes))))),
    CONSTRAINT date_override_of_one CHECK (((advisor_id IS NULL) OR (place_id IS NULL)))
);

ALTER TABLE public.consultations_dateoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_dateoverride_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_followup (
    id bigint NOT NULL,
    what character varying(200) NOT NULL,
    due_on date NOT NULL,
    is_shared boolean NOT NULL,
    done_at timestamp with time zone,
    outcome character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    appointment_id bigint,
    assignee_id bigint NOT NULL,
    client_id bigint NOT NULL,
    commission_id bigint,
    done_by_id bigint,
    written_id bigint,
    CONSTRAINT follow_up_done_by_somebody CHECK ((((done_at IS NULL) AND (done_by_id IS NULL)) OR ((done_at IS NOT NULL) AND (done_by_id IS NOT NULL)))),
    CONSTRAINT follow_up_says_what CHECK ((NOT ((what)::text = ''::text)))
);

ALTER TABLE public.consultations_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.consultations_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_invitation (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    subject character varying(120) NOT NULL,
    to_prepare text NOT NULL,
    words text NOT NULL,
    minutes smallint NOT NULL,
    starts timestamp with time zone[] NOT NULL,
    status character varying(10) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint NOT NULL,
    appointment_id bigint,
    client_id bigint NOT NULL,
    commission_id bigint,
    room_id bigint,
    topic_id bigint,
    CONSTRAINT consultations_invitation_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT invitation_booked_has_appointment CHECK ((((appointment_id IS NOT NULL) AND ((status)::text = 'booked'::text)) OR ((NOT ((status)::text = 'booked'::text)) AND (appointment_id IS NULL)))),
    CONSTRAINT invitation_has_times CHECK ((
CASE
    WHEN (starts IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(starts, 1), 0)
END > 0))
);

ALTER TABLE public.consultations_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_place (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    address text NOT NULL,
    directions text NOT NULL,
    time_zone character varying(64) NOT NULL,
    is_active boolean NOT NULL
);

ALTER TABLE public.consultations_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_placehours (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    valid_from date,
    valid_until date,
    place_id bigint NOT NULL,
    CONSTRAINT consultations_placehours_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT placehours_in_order CHECK (((closes = '00:00:00'::time without time zone) OR (opens < closes))),
    CONSTRAINT placehours_known_weekday CHECK ((weekday <= 6)),
    CONSTRAINT placehours_valid_in_order CHECK (((valid_from IS NULL) OR (valid_until IS NULL) OR (valid_from <= valid_until)))
);

ALTER TABLE public.consultations_placehours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_placehours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_recorddraft (
    id bigint NOT NULL,
    words jsonb NOT NULL,
    version integer NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    appointment_id bigint,
    saved_by_id bigint,
    written_id bigint,
    CONSTRAINT consultations_recorddraft_version_check CHECK ((version >= 0)),
    CONSTRAINT record_draft_of_one CHECK ((((appointment_id IS NOT NULL) AND (written_id IS NULL)) OR ((appointment_id IS NULL) AND (written_id IS NOT NULL))))
);

ALTER TABLE public.consultations_recorddraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_recorddraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_reminder (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handed_over_at timestamp with time zone NOT NULL,
    appointment_id bigint NOT NULL
);

ALTER TABLE public.consultations_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_room (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    is_active boolean NOT NULL,
    place_id bigint NOT NULL
);

ALTER TABLE public.consultations_room ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_room_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_slotoffer (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint NOT NULL,
    hold_id bigint,
    room_id bigint,
    entry_id bigint NOT NULL
);

ALTER TABLE public.consultations_slotoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_slotoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_topic (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    explanation character varying(200) NOT NULL,
    minutes smallint,
    what_to_bring text NOT NULL,
    is_open boolean NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT consultations_topic_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT consultations_topic_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.consultations_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_waitinglistentry (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    earliest_on date NOT NULL,
    latest_on date NOT NULL,
    status character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint,
    appointment_id bigint,
    client_id bigint NOT NULL,
    commission_id bigint,
    topic_id bigint,
    CONSTRAINT waiting_booked_has_appointment CHECK ((((appointment_id IS NOT NULL) AND ((status)::text = 'booked'::text)) OR ((NOT ((status)::text = 'booked'::text)) AND (appointment_id IS NULL)))),
    CONSTRAINT waiting_days_in_order CHECK ((earliest_on <= latest_on))
);

ALTER TABLE public.consultations_waitinglistentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_waitinglistentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consultations_writtenconsultation (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    question text NOT NULL,
    due_on date NOT NULL,
    status character varying(10) NOT NULL,
    notes text NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    advisor_id bigint NOT NULL,
    client_id bigint NOT NULL,
    commission_id bigint,
    topic_id bigint,
    next_step character varying(10) NOT NULL,
    to_prepare text NOT NULL,
    CONSTRAINT written_answered_when_answered CHECK ((((answered_at IS NOT NULL) AND ((status)::text = 'answered'::text)) OR ((NOT ((status)::text = 'answered'::text)) AND (answered_at IS NULL)))),
    CONSTRAINT written_has_question CHECK ((NOT (question = ''::text)))
);

ALTER TABLE public.consultations_writtenconsultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_writtenconsultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.designs_design (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    piece_type character varying(20) NOT NULL,
    family character varying(40) NOT NULL,
    story text NOT NULL,
    picture_alt character varying(200) NOT NULL,
    measures jsonb NOT NULL,
    stones jsonb NOT NULL,
    metal_volume numeric(9,2) NOT NULL,
    making_hours jsonb NOT NULL,
    size_min_us numeric(4,2),
    size_max_us numeric(4,2),
    lengths_in jsonb NOT NULL,
    weeks_min smallint NOT NULL,
    weeks_max smallint NOT NULL,
    pictures jsonb NOT NULL,
    "order" smallint NOT NULL,
    retired_at timestamp with time zone,
    default_alloy_id bigint NOT NULL,
    reference_length_in numeric(4,1),
    reference_size_us numeric(4,2),
    stone_colours jsonb NOT NULL,
    volume_per_inch numeric(7,3),
    volume_per_size numeric(7,3),
    CONSTRAINT design_has_metal CHECK ((metal_volume > (0)::numeric)),
    CONSTRAINT design_size_range CHECK ((((size_max_us IS NULL) AND (size_min_us IS NULL)) OR (size_min_us <= size_max_us))),
    CONSTRAINT designs_design_order_check CHECK (("order" >= 0)),
    CONSTRAINT designs_design_weeks_max_check CHECK ((weeks_max >= 0)),
    CONSTRAINT designs_design_weeks_min_check CHECK ((weeks_min >= 0))
);

CREATE TABLE public.designs_design_alloys (
    id bigint NOT NULL,
    design_id bigint NOT NULL,
    alloy_id bigint NOT NULL
);

ALTER TABLE public.designs_design_alloys ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.designs_design_alloys_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.designs_design_cut_choices (
    id bigint NOT NULL,
    design_id bigint NOT NULL,
    cut_id bigint NOT NULL
);

ALTER TABLE public.designs_design_cut_choices ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.designs_design_cut_choices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.designs_design ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.designs_design_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.designs_design_stone_choices (
    id bigint NOT NULL,
    design_id bigint NOT NULL,
    stonevariety_id bigint NOT NULL
);

ALTER TABLE public.designs_design_stone_choices ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.designs_design_stone_choices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.files_storedfile (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(4) NOT NULL,
    file character varying(100) NOT NULL,
    original_name character varying(160) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_by character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT file_is_not_empty CHECK ((size > 0)),
    CONSTRAINT files_storedfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.files_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.house_givendefault (
    id bigint NOT NULL,
    "table" character varying(60) NOT NULL,
    key character varying(160) NOT NULL
);

ALTER TABLE public.house_givendefault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_givendefault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.house_house (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    legal_name character varying(120) NOT NULL,
    tagline character varying(160) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    address text NOT NULL,
    directions text NOT NULL,
    country character varying(2) NOT NULL,
    time_zone character varying(64) NOT NULL,
    currency character varying(3) NOT NULL,
    tax_name character varying(40) NOT NULL,
    tax_rate numeric(6,3) NOT NULL,
    serial_prefix character varying(2) NOT NULL,
    quote_valid_days smallint NOT NULL,
    revisions_included smallint NOT NULL,
    revision_price numeric(10,2) NOT NULL,
    metal_loss_percent numeric(5,2) NOT NULL,
    metal_premium_percent numeric(5,2) NOT NULL,
    labour_rate numeric(8,2) NOT NULL,
    appointment_buffer_minutes smallint NOT NULL,
    terms text NOT NULL,
    accent_colour character varying(7) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    bank_details text NOT NULL,
    hand_over_needs_payment boolean NOT NULL,
    labour_cost numeric(8,2) NOT NULL,
    metal_move_percent numeric(5,2) NOT NULL,
    model_spread_percent numeric(5,2) NOT NULL,
    payment_days smallint NOT NULL,
    stone_spread_high_percent numeric(5,2) NOT NULL,
    stone_spread_low_percent numeric(5,2) NOT NULL,
    stone_markup_percent numeric(5,2) NOT NULL,
    CONSTRAINT house_house_appointment_buffer_minutes_check CHECK ((appointment_buffer_minutes >= 0)),
    CONSTRAINT house_house_payment_days_check CHECK ((payment_days >= 0)),
    CONSTRAINT house_house_quote_valid_days_check CHECK ((quote_valid_days >= 0)),
    CONSTRAINT house_house_revisions_included_check CHECK ((revisions_included >= 0)),
    CONSTRAINT house_is_one CHECK ((id = 1))
);

ALTER TABLE public.house_house ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_house_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.house_numberseries (
    id bigint NOT NULL,
    prefix character varying(4) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT house_numberseries_last_check CHECK ((last >= 0)),
    CONSTRAINT house_numberseries_year_check CHECK ((year >= 0))
);

ALTER TABLE public.house_numberseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_numberseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(60) NOT NULL,
    actor_kind character varying(10) NOT NULL,
    actor_jeweller_id bigint,
    actor_name character varying(120) NOT NULL,
    address inet,
    subject_type character varying(60) NOT NULL,
    subject_id bigint NOT NULL,
    commission_id bigint,
    data jsonb NOT NULL,
    actor_user_id bigint
);

ALTER TABLE public.journal_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_outgoingmessage (
    id uuid NOT NULL,
    kind character varying(60) NOT NULL,
    dedup_key character varying(160) NOT NULL,
    commission_id bigint,
    "to" character varying(254) NOT NULL,
    sender_name character varying(80) NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    secrets jsonb NOT NULL,
    attachments jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    parked_at timestamp with time zone,
    last_error text NOT NULL,
    dropped_at timestamp with time zone,
    useful_until timestamp with time zone,
    CONSTRAINT journal_outgoingmessage_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT message_dropped_alone CHECK (((dropped_at IS NULL) OR ((parked_at IS NULL) AND (sent_at IS NULL)))),
    CONSTRAINT message_sent_or_parked CHECK (((sent_at IS NULL) OR (parked_at IS NULL)))
);

CREATE TABLE public.materials_alloy (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    colour character varying(8) NOT NULL,
    stamp character varying(20) NOT NULL,
    fineness smallint NOT NULL,
    density numeric(6,3) NOT NULL,
    contains_nickel boolean NOT NULL,
    is_offered boolean NOT NULL,
    "order" smallint NOT NULL,
    metal_id bigint,
    CONSTRAINT alloy_density CHECK ((density > (0)::numeric)),
    CONSTRAINT alloy_fineness CHECK (((fineness >= 0) AND (fineness <= 1000))),
    CONSTRAINT materials_alloy_fineness_check CHECK ((fineness >= 0)),
    CONSTRAINT materials_alloy_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.materials_alloy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_alloy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_broughtpiece (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    description character varying(200) NOT NULL,
    as_stated text NOT NULL,
    metal_grams numeric(8,3),
    stamps character varying(80) NOT NULL,
    existing_damage text NOT NULL,
    declared_value numeric(12,2),
    created_at timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL
);

ALTER TABLE public.materials_broughtpiece ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_broughtpiece_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_chainlength (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    inches numeric(4,1) NOT NULL
);

ALTER TABLE public.materials_chainlength ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_chainlength_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_chainstyle (
    id bigint NOT NULL,
    name character varying(40) NOT NULL
);

ALTER TABLE public.materials_chainstyle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_chainstyle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_custodymovement (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    from_holder character varying(80) NOT NULL,
    to_holder character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_name character varying(120) NOT NULL,
    carats numeric(7,3),
    condition text NOT NULL,
    seal character varying(40) NOT NULL,
    stone_id bigint,
    grams numeric(8,3),
    to_kind character varying(10) NOT NULL,
    brought_piece_id bigint,
    CONSTRAINT custody_of_one_thing CHECK ((((brought_piece_id IS NULL) AND (stone_id IS NOT NULL)) OR ((brought_piece_id IS NOT NULL) AND (stone_id IS NULL)))),
    CONSTRAINT materials_custodymovement_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE public.materials_custodymovement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_custodymovement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_cut (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    is_round_brilliant boolean NOT NULL,
    coloured_factor numeric(5,4),
    "order" smallint NOT NULL,
    coloured_factor_long numeric(5,4),
    is_equal_sided boolean NOT NULL,
    CONSTRAINT materials_cut_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.materials_cut ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_cut_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_evaluation (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    request_id uuid,
    number smallint NOT NULL,
    commission_id bigint,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    instruments character varying(16)[] NOT NULL,
    refractive_low numeric(4,3),
    refractive_high numeric(4,3),
    observations text NOT NULL,
    growth character varying(10) NOT NULL,
    treatment character varying(20) NOT NULL,
    filler character varying(40) NOT NULL,
    length numeric(5,2),
    width numeric(5,2),
    depth numeric(5,2),
    carats numeric(7,3),
    carats_estimated numeric(7,3),
    colour character varying(60) NOT NULL,
    tone character varying(30) NOT NULL,
    saturation character varying(30) NOT NULL,
    colour_grade character varying(1) NOT NULL,
    fancy_grade character varying(14) NOT NULL,
    clarity character varying(4) NOT NULL,
    clarity_words character varying(200) NOT NULL,
    "window" smallint,
    extinction smallint,
    brilliance smallint,
    setting_risks text NOT NULL,
    inscription character varying(40) NOT NULL,
    report_match jsonb NOT NULL,
    verdict character varying(12) NOT NULL,
    because text NOT NULL,
    for_client text NOT NULL,
    notes text NOT NULL,
    frozen jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    map_picture_id bigint,
    report_id bigint,
    stone_id bigint NOT NULL,
    variety_id bigint NOT NULL,
    CONSTRAINT evaluation_brightness_is_whole CHECK ((((brilliance IS NULL) AND (extinction IS NULL) AND ("window" IS NULL)) OR ((brilliance IS NOT NULL) AND (extinction IS NOT NULL) AND ("window" >= ((98 - extinction) - brilliance)) AND ("window" IS NOT NULL) AND ("window" <= ((102 - extinction) - brilliance))))),
    CONSTRAINT evaluation_fancy_is_not_d_to_z CHECK ((((colour_grade)::text = ''::text) OR ((fancy_grade)::text = ''::text))),
    CONSTRAINT evaluation_refraction_in_order CHECK ((((refractive_high IS NULL) AND (refractive_low IS NULL)) OR (refractive_low <= refractive_high))),
    CONSTRAINT evaluation_says_because CHECK ((((verdict)::text = 'accept'::text) OR (NOT (because = ''::text)))),
    CONSTRAINT evaluation_used_an_instrument CHECK ((NOT (instruments = '{}'::character varying(16)[]))),
    CONSTRAINT evaluation_weighs_once CHECK (((carats IS NULL) OR (carats_estimated IS NULL))),
    CONSTRAINT materials_evaluation_brilliance_check CHECK ((brilliance >= 0)),
    CONSTRAINT materials_evaluation_extinction_check CHECK ((extinction >= 0)),
    CONSTRAINT materials_evaluation_number_check CHECK ((number >= 0)),
    CONSTRAINT materials_evaluation_window_check CHECK (("window" >= 0))
);

ALTER TABLE public.materials_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_evaluationdraft (
    id bigint NOT NULL,
    words jsonb NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    stone_id bigint NOT NULL
);

ALTER TABLE public.materials_evaluationdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_evaluationdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_goodspicture (
    id bigint NOT NULL,
    view character varying(12) NOT NULL,
    note character varying(160) NOT NULL,
    brought_piece_id bigint,
    picture_id bigint NOT NULL,
    stone_id bigint,
    CONSTRAINT goods_picture_of_one_thing CHECK ((((brought_piece_id IS NULL) AND (stone_id IS NOT NULL)) OR ((brought_piece_id IS NOT NULL) AND (stone_id IS NULL))))
);

ALTER TABLE public.materials_goodspicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_goodspicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_incident (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    what_happened text NOT NULL,
    carats numeric(7,3),
    commission_id bigint,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    brought_piece_id bigint,
    picture_id bigint,
    stone_id bigint,
    for_client text NOT NULL,
    CONSTRAINT incident_is_told CHECK ((NOT (what_happened = ''::text))),
    CONSTRAINT incident_of_one_thing CHECK ((((brought_piece_id IS NULL) AND (stone_id IS NOT NULL)) OR ((brought_piece_id IS NOT NULL) AND (stone_id IS NULL))))
);

ALTER TABLE public.materials_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_incidentoutcome (
    id bigint NOT NULL,
    outcome text NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    incident_id bigint NOT NULL,
    for_client text NOT NULL
);

ALTER TABLE public.materials_incidentoutcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_incidentoutcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_intake (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    commission_id bigint,
    appointment_id bigint,
    words jsonb NOT NULL,
    read character varying(64) NOT NULL,
    read_at timestamp with time zone,
    begun_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    begun_by_id bigint,
    client_id bigint NOT NULL,
    receipt_id bigint
);

ALTER TABLE public.materials_intake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_intake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_intakepicture (
    id bigint NOT NULL,
    "row" smallint NOT NULL,
    view character varying(12) NOT NULL,
    marks jsonb NOT NULL,
    intake_id bigint NOT NULL,
    picture_id bigint NOT NULL,
    CONSTRAINT materials_intakepicture_row_check CHECK (("row" >= 0))
);

ALTER TABLE public.materials_intakepicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_intakepicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_laboratoryreport (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    laboratory character varying(20) NOT NULL,
    kind character varying(14) NOT NULL,
    number character varying(40) NOT NULL,
    date date,
    inscription character varying(40) NOT NULL,
    length numeric(5,2),
    width numeric(5,2),
    depth numeric(5,2),
    carats numeric(7,3),
    findings text NOT NULL,
    document_id bigint,
    stone_id bigint NOT NULL,
    CONSTRAINT report_has_number CHECK (((NOT ((laboratory)::text = ''::text)) AND (NOT ((number)::text = ''::text))))
);

ALTER TABLE public.materials_laboratoryreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_laboratoryreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_mark (
    id bigint NOT NULL,
    number smallint NOT NULL,
    x numeric(5,2) NOT NULL,
    y numeric(5,2) NOT NULL,
    note character varying(160) NOT NULL,
    evaluation_id bigint,
    goods_picture_id bigint,
    CONSTRAINT mark_is_inside CHECK ((((x >= (0)::numeric) AND (x <= (100)::numeric)) AND ((y >= (0)::numeric) AND (y <= (100)::numeric)))),
    CONSTRAINT mark_on_one_sheet CHECK ((((evaluation_id IS NULL) AND (goods_picture_id IS NOT NULL)) OR ((evaluation_id IS NOT NULL) AND (goods_picture_id IS NULL)))),
    CONSTRAINT materials_mark_number_check CHECK ((number >= 0))
);

ALTER TABLE public.materials_mark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_memo (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    issued date NOT NULL,
    due date NOT NULL,
    insured_value numeric(12,2),
    currency character varying(3) NOT NULL,
    warranty_statement text NOT NULL,
    note text NOT NULL,
    dealer_id bigint NOT NULL,
    CONSTRAINT memo_dates_in_order CHECK ((due >= issued))
);

ALTER TABLE public.materials_memo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_memo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_metal (
    id bigint NOT NULL,
    code character varying(3) NOT NULL,
    name character varying(40) NOT NULL
);

ALTER TABLE public.materials_metal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_metal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_metallot (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    grams numeric(10,3) NOT NULL,
    received_on date NOT NULL,
    invoice_number character varying(60) NOT NULL,
    note text NOT NULL,
    alloy_id bigint NOT NULL,
    supplier_id bigint NOT NULL,
    statement_id bigint,
    CONSTRAINT metal_lot_weighs CHECK ((grams > (0)::numeric))
);

ALTER TABLE public.materials_metallot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_metallot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_metalprice (
    id bigint NOT NULL,
    per_ozt numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    at timestamp with time zone NOT NULL,
    source character varying(80) NOT NULL,
    metal_id bigint NOT NULL,
    CONSTRAINT metal_price_positive CHECK ((per_ozt > (0)::numeric))
);

ALTER TABLE public.materials_metalprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_metalprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_operation (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    rate numeric(8,2),
    cost numeric(8,2),
    "order" smallint NOT NULL,
    CONSTRAINT materials_operation_order_check CHECK (("order" >= 0)),
    CONSTRAINT operation_costs_nothing_less CHECK ((((rate IS NULL) OR (rate >= (0)::numeric)) AND ((cost IS NULL) OR (cost >= (0)::numeric))))
);

ALTER TABLE public.materials_operation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_operation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_receipt (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    commission_id bigint,
    at timestamp with time zone NOT NULL,
    received_by character varying(120) NOT NULL,
    witness character varying(120) NOT NULL,
    client_name character varying(120) NOT NULL,
    client_strokes jsonb NOT NULL,
    house_name character varying(120) NOT NULL,
    house_strokes jsonb NOT NULL,
    frozen jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    client_id bigint NOT NULL,
    request_id uuid,
    CONSTRAINT receipt_signed_by_both CHECK (((NOT ((client_name)::text = ''::text)) AND (NOT ((house_name)::text = ''::text))))
);

ALTER TABLE public.materials_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_receiptitem (
    id bigint NOT NULL,
    brought_piece_id bigint,
    receipt_id bigint NOT NULL,
    stone_id bigint,
    CONSTRAINT receipt_item_is_one_thing CHECK ((((brought_piece_id IS NULL) AND (stone_id IS NOT NULL)) OR ((brought_piece_id IS NOT NULL) AND (stone_id IS NULL))))
);

ALTER TABLE public.materials_receiptitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_receiptitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_service (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    kind character varying(10) NOT NULL,
    price numeric(10,2) NOT NULL,
    cost numeric(10,2) NOT NULL,
    currency character varying(3) NOT NULL,
    source character varying(80) NOT NULL,
    is_offered boolean NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT materials_service_order_check CHECK (("order" >= 0)),
    CONSTRAINT service_price_not_negative CHECK (((cost >= (0)::numeric) AND (price >= (0)::numeric)))
);

ALTER TABLE public.materials_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_setting (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    minutes smallint,
    "order" smallint NOT NULL,
    CONSTRAINT materials_setting_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT materials_setting_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.materials_setting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_setting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_stone (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    title character varying(8) NOT NULL,
    count smallint NOT NULL,
    colour character varying(60) NOT NULL,
    growth character varying(10) NOT NULL,
    treatment character varying(20) NOT NULL,
    as_stated text NOT NULL,
    length numeric(5,2),
    width numeric(5,2),
    depth numeric(5,2),
    carats numeric(7,3),
    carats_estimated numeric(7,3),
    declared_value numeric(12,2),
    created_at timestamp with time zone NOT NULL,
    cut_id bigint,
    owner_id bigint,
    variety_id bigint NOT NULL,
    clarity character varying(4) NOT NULL,
    colour_grade character varying(1) NOT NULL,
    colour_origin character varying(12) NOT NULL,
    cut_grade character varying(10) NOT NULL,
    fancy_grade character varying(14) NOT NULL,
    fancy_hue character varying(40) NOT NULL,
    filler character varying(40) NOT NULL,
    fluorescence character varying(12) NOT NULL,
    lab_grown_grade character varying(8) NOT NULL,
    origin character varying(60) NOT NULL,
    origin_laboratory character varying(20) NOT NULL,
    polish character varying(10) NOT NULL,
    saturation character varying(30) NOT NULL,
    symmetry character varying(10) NOT NULL,
    tone character varying(30) NOT NULL,
    cost_per_carat numeric(12,2),
    invoice_date date,
    invoice_number character varying(60) NOT NULL,
    returned_at timestamp with time zone,
    memo_id bigint,
    supplier_id bigint,
    statement_id bigint,
    CONSTRAINT materials_stone_count_check CHECK ((count >= 0)),
    CONSTRAINT stone_client_title_has_owner CHECK ((((owner_id IS NOT NULL) AND ((title)::text = 'client'::text)) OR ((NOT ((title)::text = 'client'::text)) AND (owner_id IS NULL)))),
    CONSTRAINT stone_fancy_is_not_d_to_z CHECK ((((colour_grade)::text = ''::text) OR ((fancy_grade)::text = ''::text))),
    CONSTRAINT stone_lab_grade_is_for_lab_grown CHECK ((((lab_grown_grade)::text = ''::text) OR ((growth)::text = 'lab'::text))),
    CONSTRAINT stone_on_memo_has_memo CHECK (((NOT ((title)::text = 'memo'::text)) OR (memo_id IS NOT NULL))),
    CONSTRAINT stone_origin_is_an_opinion CHECK ((((origin)::text = ''::text) OR (NOT ((origin_laboratory)::text = ''::text))))
);

ALTER TABLE public.materials_stone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_stone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_stoneprice (
    id bigint NOT NULL,
    growth character varying(10) NOT NULL,
    colour character varying(60) NOT NULL,
    carats_from numeric(7,3) NOT NULL,
    carats_to numeric(7,3) NOT NULL,
    per_carat numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    markup_percent numeric(5,2) NOT NULL,
    source character varying(80) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    variety_id bigint NOT NULL,
    CONSTRAINT stone_price_is_a_range CHECK (((carats_from >= (0)::numeric) AND (carats_to > carats_from))),
    CONSTRAINT stone_price_positive CHECK ((per_carat > (0)::numeric))
);

ALTER TABLE public.materials_stoneprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_stoneprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_stonevariety (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    name character varying(60) NOT NULL,
    species character varying(60) NOT NULL,
    specific_gravity numeric(4,2),
    mohs_min numeric(3,1) NOT NULL,
    mohs_max numeric(3,1) NOT NULL,
    toughness_min smallint NOT NULL,
    toughness_max smallint NOT NULL,
    cleaning character varying(8) NOT NULL,
    torch character varying(8) NOT NULL,
    colours character varying(160) NOT NULL,
    is_speciality boolean NOT NULL,
    "order" smallint NOT NULL,
    is_offered boolean NOT NULL,
    setting_factor numeric(3,2) NOT NULL,
    CONSTRAINT materials_stonevariety_order_check CHECK (("order" >= 0)),
    CONSTRAINT materials_stonevariety_toughness_max_check CHECK ((toughness_max >= 0)),
    CONSTRAINT materials_stonevariety_toughness_min_check CHECK ((toughness_min >= 0))
);

ALTER TABLE public.materials_stonevariety ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_stonevariety_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_supplier (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    address text NOT NULL,
    note text NOT NULL,
    is_active boolean NOT NULL
);

ALTER TABLE public.materials_supplier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_supplier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.materials_supplierstatement (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    about character varying(16) NOT NULL,
    wording text NOT NULL,
    scope character varying(160) NOT NULL,
    reference character varying(60) NOT NULL,
    percent numeric(5,2),
    dated date NOT NULL,
    valid_until date,
    created_at timestamp with time zone NOT NULL,
    document_id bigint,
    supplier_id bigint NOT NULL,
    CONSTRAINT statement_dates_in_order CHECK (((valid_until IS NULL) OR (valid_until >= dated))),
    CONSTRAINT statement_has_words CHECK ((NOT (wording = ''::text))),
    CONSTRAINT statement_recycled_has_percent CHECK (((((about)::text = ANY ((ARRAY['recycled_rjc'::character varying, 'recycled_scs'::character varying])::text[])) AND (percent > (0)::numeric) AND (percent IS NOT NULL) AND (percent <= (100)::numeric)) OR ((NOT ((about)::text = ANY ((ARRAY['recycled_rjc'::character varying, 'recycled_scs'::character varying])::text[]))) AND (percent IS NULL))))
);

ALTER TABLE public.materials_supplierstatement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.materials_supplierstatement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_approval (
    id bigint NOT NULL,
    frozen jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    total numeric(12,2) NOT NULL,
    signed_name character varying(120) NOT NULL,
    address inet,
    at timestamp with time zone NOT NULL,
    signed_by_id bigint NOT NULL,
    commission_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    option_id bigint NOT NULL
);

ALTER TABLE public.orders_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_cancellation (
    id bigint NOT NULL,
    tier_name character varying(80) NOT NULL,
    lines jsonb NOT NULL,
    currency character varying(3) NOT NULL,
    kept numeric(12,2) NOT NULL,
    paid numeric(12,2) NOT NULL,
    refund numeric(12,2) NOT NULL,
    reason text NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    commission_id bigint NOT NULL,
    tier_id bigint NOT NULL,
    CONSTRAINT cancellation_adds_up CHECK (((kept >= (0)::numeric) AND (refund = (paid - kept))))
);

ALTER TABLE public.orders_cancellation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_cancellation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_cancellationtier (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    sentence character varying(200) NOT NULL,
    "position" smallint NOT NULL,
    keeps jsonb NOT NULL,
    CONSTRAINT orders_cancellationtier_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.orders_cancellationtier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_cancellationtier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_changeline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    description character varying(200) NOT NULL,
    amount numeric(12,2) NOT NULL,
    change_id bigint NOT NULL,
    CONSTRAINT orders_changeline_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.orders_changeline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_changeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_changeorder (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number smallint NOT NULL,
    status character varying(10) NOT NULL,
    version integer NOT NULL,
    title character varying(80) NOT NULL,
    reason text NOT NULL,
    instructions text NOT NULL,
    days smallint NOT NULL,
    stages jsonb NOT NULL,
    currency character varying(3) NOT NULL,
    tax_name character varying(40) NOT NULL,
    tax_rate numeric(6,3) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    closed_at timestamp with time zone,
    decline_reason text NOT NULL,
    commission_id bigint NOT NULL,
    CONSTRAINT change_sent_when CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[])) OR (sent_at IS NOT NULL))),
    CONSTRAINT orders_changeorder_number_check CHECK ((number >= 0)),
    CONSTRAINT orders_changeorder_version_check CHECK ((version >= 0))
);

ALTER TABLE public.orders_changeorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_changeorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_changesignature (
    id bigint NOT NULL,
    frozen jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    total numeric(12,2) NOT NULL,
    signed_name character varying(120) NOT NULL,
    address inet,
    at timestamp with time zone NOT NULL,
    change_id bigint NOT NULL,
    signed_by_id bigint NOT NULL
);

ALTER TABLE public.orders_changesignature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_changesignature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_checkout (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    provider character varying(20) NOT NULL,
    session character varying(120),
    status character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    commission_id bigint NOT NULL,
    CONSTRAINT checkout_amount_positive CHECK ((amount > (0)::numeric))
);

ALTER TABLE public.orders_checkout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_checkout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_commission (
    id bigint NOT NULL,
    reference character varying(8) NOT NULL,
    public_id uuid NOT NULL,
    status character varying(12) NOT NULL,
    version integer NOT NULL,
    level character varying(8) NOT NULL,
    wearer character varying(8) NOT NULL,
    occasion character varying(12) NOT NULL,
    is_surprise boolean NOT NULL,
    story text NOT NULL,
    wear_habits text NOT NULL,
    nickel_allergy boolean NOT NULL,
    stone_source character varying(8) NOT NULL,
    budget_min numeric(10,2),
    budget_max numeric(10,2),
    needed_by date,
    contact_name character varying(120) NOT NULL,
    contact_email character varying(254) NOT NULL,
    contact_phone character varying(40) NOT NULL,
    preferred_channel character varying(10) NOT NULL,
    consent_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    requested_at timestamp with time zone,
    promised_from date,
    promised_to date,
    delivered_at timestamp with time zone,
    advisor_id bigint,
    client_id bigint,
    advise_level boolean NOT NULL,
    steps_done smallint NOT NULL,
    CONSTRAINT commission_budget_is_a_range CHECK (((budget_min IS NULL) OR (budget_max IS NULL) OR (budget_min <= budget_max))),
    CONSTRAINT commission_delivered_when CHECK ((((delivered_at IS NOT NULL) AND ((status)::text = 'delivered'::text)) OR ((NOT ((status)::text = 'delivered'::text)) AND (delivered_at IS NULL)))),
    CONSTRAINT commission_promise_is_a_range CHECK ((((promised_from IS NULL) AND (promised_to IS NULL)) OR (promised_from <= promised_to))),
    CONSTRAINT commission_sent_has_client_and_consent CHECK ((((status)::text = 'draft'::text) OR ((client_id IS NOT NULL) AND (consent_at IS NOT NULL) AND (requested_at IS NOT NULL)))),
    CONSTRAINT orders_commission_steps_done_check CHECK ((steps_done >= 0)),
    CONSTRAINT orders_commission_version_check CHECK ((version >= 0))
);

ALTER TABLE public.orders_commission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_commission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_commissionpicture (
    id bigint NOT NULL,
    caption character varying(160) NOT NULL,
    from_client boolean NOT NULL,
    released_at timestamp with time zone,
    commission_id bigint NOT NULL,
    picture_id bigint NOT NULL
);

ALTER TABLE public.orders_commissionpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_commissionpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_commissionstone (
    id bigint NOT NULL,
    place character varying(40) NOT NULL,
    commission_id bigint NOT NULL,
    stone_id bigint NOT NULL,
    promised_at timestamp with time zone NOT NULL,
    promised_by character varying(120) NOT NULL,
    released_at timestamp with time zone
);

ALTER TABLE public.orders_commissionstone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_commissionstone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_instalment (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    "when" character varying(10) NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    due_on date,
    reminded_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    change_id bigint,
    commission_id bigint NOT NULL,
    CONSTRAINT instalment_only_changes_subtract CHECK (((amount > (0)::numeric) OR (change_id IS NOT NULL))),
    CONSTRAINT orders_instalment_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.orders_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_message (
    id bigint NOT NULL,
    from_client boolean NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    author_id bigint NOT NULL,
    commission_id bigint NOT NULL
);

ALTER TABLE public.orders_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_optionstone (
    id bigint NOT NULL,
    place character varying(40) NOT NULL,
    option_id bigint NOT NULL,
    stone_id bigint NOT NULL
);

ALTER TABLE public.orders_optionstone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_optionstone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_payment (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number character varying(12) NOT NULL,
    request_id uuid NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    method character varying(10) NOT NULL,
    received_on date NOT NULL,
    reference character varying(80) NOT NULL,
    reason character varying(200) NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    checkout_id bigint,
    commission_id bigint NOT NULL,
    recorded_by_id bigint,
    reverses_id bigint,
    direction character varying(3) NOT NULL,
    CONSTRAINT payment_amount_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT payment_reversal_has_reason CHECK (((((direction)::text = 'in'::text) AND ((reason)::text = ''::text) AND (reverses_id IS NULL)) OR ((NOT (((direction)::text = 'in'::text) AND (reverses_id IS NULL))) AND (NOT ((reason)::text = ''::text)))))
);

ALTER TABLE public.orders_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_paymentplan (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    parts jsonb NOT NULL,
    is_default boolean NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT orders_paymentplan_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.orders_paymentplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_paymentplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_piece (
    id bigint NOT NULL,
    part character varying(1) NOT NULL,
    piece_type character varying(20) NOT NULL,
    stone_colour character varying(60) NOT NULL,
    ring_diameter numeric(5,2),
    ring_size_system character varying(2) NOT NULL,
    ring_size_label character varying(10) NOT NULL,
    size_unknown boolean NOT NULL,
    band_width numeric(4,2),
    chain_length numeric(5,1),
    wrist numeric(4,1),
    engraving character varying(60) NOT NULL,
    remarks text NOT NULL,
    alloy_id bigint,
    chain_style_id bigint,
    commission_id bigint NOT NULL,
    cut_id bigint,
    design_id bigint,
    setting_id bigint,
    stone_variety_id bigint,
    band_profile character varying(6) NOT NULL,
    band_thickness numeric(4,2),
    bangle_diameter numeric(4,1),
    comfort_fit boolean NOT NULL,
    ease character varying(8) NOT NULL,
    finger character varying(40) NOT NULL,
    finish character varying(8) NOT NULL,
    fitting character varying(6) NOT NULL,
    is_single boolean NOT NULL,
    measured_how character varying(10) NOT NULL,
    CONSTRAINT piece_band_thickness_can_be_worn CHECK (((band_thickness IS NULL) OR ((band_thickness >= 1.5) AND (band_thickness <= (5)::numeric)))),
    CONSTRAINT piece_band_width_can_be_worn CHECK (((band_width IS NULL) OR ((band_width >= 1.5) AND (band_width <= (12)::numeric)))),
    CONSTRAINT piece_bangle_diameter_can_be_worn CHECK (((bangle_diameter IS NULL) OR ((bangle_diameter >= (55)::numeric) AND (bangle_diameter <= (70)::numeric)))),
    CONSTRAINT piece_chain_length_can_be_worn CHECK (((chain_length IS NULL) OR ((chain_length >= 355.6) AND (chain_length <= 914.4)))),
    CONSTRAINT piece_size_as_given CHECK ((((ring_diameter IS NULL) AND ((ring_size_label)::text = ''::text) AND ((ring_size_system)::text = ''::text)) OR ((ring_diameter IS NOT NULL) AND (NOT size_unknown) AND (NOT ((ring_size_system)::text = ''::text)) AND (NOT ((ring_size_label)::text = ''::text))))),
    CONSTRAINT piece_wrist_can_be_worn CHECK (((wrist IS NULL) OR ((wrist >= (120)::numeric) AND (wrist <= (230)::numeric))))
);

ALTER TABLE public.orders_piece ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_piece_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_pin (
    id bigint NOT NULL,
    number smallint NOT NULL,
    x numeric(5,2) NOT NULL,
    y numeric(5,2) NOT NULL,
    kind character varying(10) NOT NULL,
    text character varying(200) NOT NULL,
    file_id bigint NOT NULL,
    CONSTRAINT orders_pin_number_check CHECK ((number >= 0)),
    CONSTRAINT pin_is_on_the_picture CHECK ((((x >= (0)::numeric) AND (x <= (100)::numeric)) AND ((y >= (0)::numeric) AND (y <= (100)::numeric))))
);

ALTER TABLE public.orders_pin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_pin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_providerevent (
    id bigint NOT NULL,
    provider character varying(20) NOT NULL,
    event_id character varying(120) NOT NULL,
    kind character varying(80) NOT NULL,
    body jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    outcome character varying(200) NOT NULL,
    commission_id bigint
);

ALTER TABLE public.orders_providerevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_providerevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_quote (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number smallint NOT NULL,
    status character varying(10) NOT NULL,
    version integer NOT NULL,
    introduction text NOT NULL,
    currency character varying(3) NOT NULL,
    tax_name character varying(40) NOT NULL,
    tax_rate numeric(6,3) NOT NULL,
    revisions_included smallint NOT NULL,
    revision_price numeric(10,2) NOT NULL,
    terms text NOT NULL,
    valid_until date,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    viewed_at timestamp with time zone,
    closed_at timestamp with time zone,
    decline_reason text NOT NULL,
    commission_id bigint NOT NULL,
    closed_because character varying(8) NOT NULL,
    metal_move_percent numeric(5,2) NOT NULL,
    schedule jsonb NOT NULL,
    CONSTRAINT orders_quote_number_check CHECK ((number >= 0)),
    CONSTRAINT orders_quote_revisions_included_check CHECK ((revisions_included >= 0)),
    CONSTRAINT orders_quote_version_check CHECK ((version >= 0)),
    CONSTRAINT quote_sent_is_dated CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'superseded'::character varying])::text[])) OR ((sent_at IS NOT NULL) AND (valid_until IS NOT NULL))))
);

ALTER TABLE public.orders_quote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_quote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_quoteline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    description character varying(200) NOT NULL,
    quantity numeric(9,3) NOT NULL,
    unit character varying(10) NOT NULL,
    unit_price numeric(12,2) NOT NULL,
    unit_cost numeric(12,2),
    option_id bigint NOT NULL,
    basis jsonb NOT NULL,
    metal_price_id bigint,
    stone_id bigint,
    CONSTRAINT line_metal_price_is_for_metal CHECK (((metal_price_id IS NULL) OR ((kind)::text = 'metal'::text))),
    CONSTRAINT line_only_discounts_subtract CHECK (((((kind)::text = 'discount'::text) AND (unit_price <= (0)::numeric)) OR ((NOT ((kind)::text = 'discount'::text)) AND (unit_price >= (0)::numeric)))),
    CONSTRAINT line_quantity CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT line_stone_is_for_stones CHECK (((stone_id IS NULL) OR ((kind)::text = ANY ((ARRAY['stone'::character varying, 'setting'::character varying])::text[])))),
    CONSTRAINT orders_quoteline_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.orders_quoteline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_quoteline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_quoteoption (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(80) NOT NULL,
    trade_off character varying(200) NOT NULL,
    stone character varying(160) NOT NULL,
    treatment character varying(160) NOT NULL,
    durability character varying(160) NOT NULL,
    upkeep character varying(160) NOT NULL,
    weeks_min smallint NOT NULL,
    weeks_max smallint NOT NULL,
    alloy_id bigint NOT NULL,
    quote_id bigint NOT NULL,
    CONSTRAINT option_weeks_range CHECK ((weeks_min <= weeks_max)),
    CONSTRAINT orders_quoteoption_position_check CHECK (("position" >= 0)),
    CONSTRAINT orders_quoteoption_weeks_max_check CHECK ((weeks_max >= 0)),
    CONSTRAINT orders_quoteoption_weeks_min_check CHECK ((weeks_min >= 0))
);

ALTER TABLE public.orders_quoteoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_quoteoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_remark (
    id bigint NOT NULL,
    from_client boolean NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    pin_id bigint,
    revision_id bigint NOT NULL
);

ALTER TABLE public.orders_remark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_remark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_reportwaiver (
    id bigint NOT NULL,
    because character varying(200) NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    commission_id bigint NOT NULL,
    stone_id bigint NOT NULL
);

ALTER TABLE public.orders_reportwaiver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_reportwaiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_revision (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    number smallint NOT NULL,
    kind character varying(8) NOT NULL,
    status character varying(10) NOT NULL,
    version integer NOT NULL,
    title character varying(80) NOT NULL,
    note text NOT NULL,
    is_included boolean NOT NULL,
    price numeric(10,2),
    created_at timestamp with time zone NOT NULL,
    shared_at timestamp with time zone,
    closed_at timestamp with time zone,
    commission_id bigint NOT NULL,
    CONSTRAINT orders_revision_number_check CHECK ((number >= 0)),
    CONSTRAINT orders_revision_version_check CHECK ((version >= 0)),
    CONSTRAINT revision_shared_when CHECK ((((status)::text = 'draft'::text) OR (shared_at IS NOT NULL)))
);

ALTER TABLE public.orders_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_revisionapproval (
    id bigint NOT NULL,
    frozen jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    signed_name character varying(120) NOT NULL,
    address inet,
    at timestamp with time zone NOT NULL,
    revision_id bigint NOT NULL,
    signed_by_id bigint NOT NULL
);

ALTER TABLE public.orders_revisionapproval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_revisionapproval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_revisionfile (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    "position" smallint NOT NULL,
    caption character varying(160) NOT NULL,
    volume numeric(12,3),
    mesh_problem character varying(200) NOT NULL,
    measured_at timestamp with time zone,
    file_id bigint,
    picture_id bigint,
    revision_id bigint NOT NULL,
    attempts smallint NOT NULL,
    bodies smallint,
    leased_until timestamp with time zone,
    mesh_size character varying(60) NOT NULL,
    mesh_warning character varying(200) NOT NULL,
    unit character varying(4) NOT NULL,
    CONSTRAINT orders_revisionfile_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT orders_revisionfile_bodies_check CHECK ((bodies >= 0)),
    CONSTRAINT orders_revisionfile_position_check CHECK (("position" >= 0)),
    CONSTRAINT revision_file_is_one_thing CHECK ((((file_id IS NULL) AND (picture_id IS NOT NULL)) OR ((file_id IS NOT NULL) AND (picture_id IS NULL)))),
    CONSTRAINT revision_file_volume_or_problem CHECK (((volume IS NULL) OR (((mesh_problem)::text = ''::text) AND (volume > (0)::numeric))))
);

ALTER TABLE public.orders_revisionfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_revisionfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_stoneproof (
    id bigint NOT NULL,
    moment character varying(10) NOT NULL,
    carats numeric(7,3),
    length numeric(5,2),
    width numeric(5,2),
    depth numeric(5,2),
    inscription character varying(60) NOT NULL,
    report_number character varying(40) NOT NULL,
    differences jsonb NOT NULL,
    matches boolean NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    jeweller_id bigint,
    picture_id bigint,
    promise_id bigint NOT NULL,
    CONSTRAINT stone_proof_differs_in_something CHECK ((((differences = '[]'::jsonb) AND matches) OR ((NOT matches) AND (NOT (differences = '[]'::jsonb)))))
);

ALTER TABLE public.orders_stoneproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_stoneproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_burntnumber (
    id bigint NOT NULL,
    prefix character varying(2) NOT NULL,
    year smallint NOT NULL,
    sequence integer NOT NULL,
    check_character character varying(1) NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ownership_burntnumber_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT ownership_burntnumber_year_check CHECK ((year >= 0))
);

ALTER TABLE public.ownership_burntnumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_burntnumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_certificate (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    code_hash character varying(64) NOT NULL,
    described jsonb NOT NULL,
    pdf character varying(100) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    serial_id bigint NOT NULL,
    CONSTRAINT certificate_code_with_pdf CHECK (((((code_hash)::text = ''::text) AND ((pdf)::text = ''::text)) OR ((NOT ((pdf)::text = ''::text)) AND (NOT ((code_hash)::text = ''::text)))))
);

ALTER TABLE public.ownership_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_checkcount (
    id bigint NOT NULL,
    address_hash character varying(64) NOT NULL,
    minute timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT ownership_checkcount_count_check CHECK ((count >= 0))
);

ALTER TABLE public.ownership_checkcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_checkcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_ownership (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    owner_id bigint NOT NULL,
    serial_id bigint NOT NULL
);

ALTER TABLE public.ownership_ownership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_ownership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_serial (
    id bigint NOT NULL,
    text character varying(16) NOT NULL,
    prefix character varying(2) NOT NULL,
    year smallint NOT NULL,
    sequence integer NOT NULL,
    status character varying(10) NOT NULL,
    place character varying(80) NOT NULL,
    reserved_at timestamp with time zone NOT NULL,
    inscribed_at timestamp with time zone,
    activated_at timestamp with time zone,
    voided_at timestamp with time zone,
    void_reason character varying(120) NOT NULL,
    job_id bigint NOT NULL,
    replaced_by_id bigint,
    CONSTRAINT ownership_serial_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT ownership_serial_year_check CHECK ((year >= 0)),
    CONSTRAINT serial_active_when CHECK (((NOT ((status)::text = 'active'::text)) OR ((activated_at IS NOT NULL) AND (inscribed_at IS NOT NULL)))),
    CONSTRAINT serial_void_why CHECK (((((status)::text = 'void'::text) AND (voided_at IS NOT NULL) AND (NOT ((void_reason)::text = ''::text))) OR ((NOT ((status)::text = 'void'::text)) AND ((void_reason)::text = ''::text) AND (voided_at IS NULL))))
);

ALTER TABLE public.ownership_serial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_serial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ownership_serialcounter (
    id bigint NOT NULL,
    prefix character varying(2) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT ownership_serialcounter_last_check CHECK ((last >= 0)),
    CONSTRAINT ownership_serialcounter_year_check CHECK ((year >= 0))
);

ALTER TABLE public.ownership_serialcounter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ownership_serialcounter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_client (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    preferred_channel character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    notes text NOT NULL,
    erased_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    user_id bigint,
    CONSTRAINT client_can_be_reached CHECK (((user_id IS NOT NULL) OR (NOT ((phone)::text = ''::text)) OR (erased_at IS NOT NULL)))
);

ALTER TABLE public.people_client ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_client_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_emailedcode (
    id bigint NOT NULL,
    purpose character varying(120) NOT NULL,
    code_hash character varying(128) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT people_emailedcode_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.people_emailedcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_emailedcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_jeweller (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    initials character varying(3) NOT NULL,
    skills character varying(12)[] NOT NULL,
    pin_hash character varying(128) NOT NULL,
    is_active boolean NOT NULL,
    user_id bigint,
    may_release boolean NOT NULL
);

ALTER TABLE public.people_jeweller ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_jeweller_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_pinlock (
    id bigint NOT NULL,
    failures smallint NOT NULL,
    locked_until timestamp with time zone,
    jeweller_id bigint NOT NULL,
    tablet_id bigint NOT NULL,
    CONSTRAINT people_pinlock_failures_check CHECK ((failures >= 0))
);

ALTER TABLE public.people_pinlock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_pinlock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_secretlink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    purpose character varying(40) NOT NULL,
    subject_id bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.people_secretlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_secretlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_staffmember (
    id bigint NOT NULL,
    title character varying(60) NOT NULL,
    is_advisor boolean NOT NULL,
    is_gemmologist boolean NOT NULL,
    is_bench_lead boolean NOT NULL,
    time_zone character varying(64) NOT NULL,
    phone character varying(40) NOT NULL,
    colour character varying(7) NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.people_staffmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_staffmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_tablet (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    station character varying(60) NOT NULL,
    enrolment_hash character varying(64) NOT NULL,
    enrolment_expires_at timestamp with time zone,
    token_hash character varying(64),
    enrolled_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    enrolled_by_id bigint
);

ALTER TABLE public.people_tablet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_tablet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL
);

CREATE TABLE public.people_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.people_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.people_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pictures_picture (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    status character varying(10) NOT NULL,
    original character varying(100) NOT NULL,
    original_name character varying(160) NOT NULL,
    sha256 character varying(64) NOT NULL,
    width integer,
    height integer,
    refusal character varying(200) NOT NULL,
    attempts smallint NOT NULL,
    uploaded_by character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    CONSTRAINT pictures_picture_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT pictures_picture_height_check CHECK ((height >= 0)),
    CONSTRAINT pictures_picture_width_check CHECK ((width >= 0))
);

ALTER TABLE public.pictures_picture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pictures_picture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pictures_rendition (
    id bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    file character varying(100) NOT NULL,
    picture_id bigint NOT NULL,
    CONSTRAINT pictures_rendition_height_check CHECK ((height >= 0)),
    CONSTRAINT pictures_rendition_width_check CHECK ((width >= 0))
);

ALTER TABLE public.pictures_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pictures_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_benchupdate (
    uuid uuid NOT NULL,
    kind character varying(20) NOT NULL,
    body_sha256 character varying(64) NOT NULL,
    base_version integer NOT NULL,
    device_time timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    status_code smallint NOT NULL,
    answer jsonb NOT NULL,
    jeweller_id bigint NOT NULL,
    tablet_id bigint NOT NULL,
    job_id bigint NOT NULL,
    body jsonb NOT NULL,
    CONSTRAINT production_benchupdate_base_version_check CHECK ((base_version >= 0)),
    CONSTRAINT production_benchupdate_status_code_check CHECK ((status_code >= 0))
);

CREATE TABLE public.production_helpcall (
    id bigint NOT NULL,
    about character varying(6) NOT NULL,
    called_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answered_by_name character varying(120) NOT NULL,
    jeweller_id bigint NOT NULL,
    job_id bigint NOT NULL,
    tablet_id bigint
);

ALTER TABLE public.production_helpcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_helpcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_job (
    id bigint NOT NULL,
    envelope character varying(8) NOT NULL,
    status character varying(10) NOT NULL,
    version integer NOT NULL,
    due date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    net_grams numeric(8,3),
    note text NOT NULL,
    approval_id bigint NOT NULL,
    commission_id bigint NOT NULL,
    heard bigint NOT NULL,
    route character varying(20) NOT NULL,
    CONSTRAINT job_finished_when CHECK ((((finished_at IS NOT NULL) AND ((status)::text = 'finished'::text)) OR ((NOT ((status)::text = 'finished'::text)) AND (finished_at IS NULL)))),
    CONSTRAINT production_job_version_check CHECK ((version >= 0))
);

ALTER TABLE public.production_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_joblot (
    id bigint NOT NULL,
    grams numeric(8,3),
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    job_id bigint NOT NULL,
    lot_id bigint NOT NULL
);

ALTER TABLE public.production_joblot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_joblot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_jobstage (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(12) NOT NULL,
    skill character varying(12) NOT NULL,
    gate text NOT NULL,
    not_by_number smallint,
    may_skip boolean NOT NULL,
    weighs boolean NOT NULL,
    job_id bigint NOT NULL,
    stage_id bigint NOT NULL,
    days_max numeric(4,2) NOT NULL,
    days_min numeric(4,2) NOT NULL,
    days_mode numeric(4,2) NOT NULL,
    reasons jsonb NOT NULL,
    skip_by character varying(12) NOT NULL,
    skip_when character varying(120) NOT NULL,
    loss_max_percent numeric(4,1),
    loss_min_percent numeric(4,1),
    CONSTRAINT production_jobstage_not_by_number_check CHECK ((not_by_number >= 0)),
    CONSTRAINT production_jobstage_number_check CHECK ((number >= 0))
);

ALTER TABLE public.production_jobstage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_jobstage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_metalclosing (
    id bigint NOT NULL,
    issued numeric(9,3) NOT NULL,
    net numeric(9,3) NOT NULL,
    scrap numeric(9,3) NOT NULL,
    lemel numeric(9,3) NOT NULL,
    unaccounted numeric(9,3) NOT NULL,
    fine_unaccounted numeric(9,3) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    job_id bigint NOT NULL,
    CONSTRAINT metal_closing_balances CHECK ((issued = (((net + scrap) + lemel) + unaccounted)))
);

ALTER TABLE public.production_metalclosing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_metalclosing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_ownerreview (
    id bigint NOT NULL,
    failures smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    decision character varying(10) NOT NULL,
    words character varying(300) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_name character varying(120) NOT NULL,
    back_to_id bigint,
    job_id bigint NOT NULL,
    reason_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT production_ownerreview_failures_check CHECK ((failures >= 0)),
    CONSTRAINT review_back_to_where CHECK ((((back_to_id IS NOT NULL) AND ((decision)::text = 'send_back'::text)) OR ((NOT ((decision)::text = 'send_back'::text)) AND (back_to_id IS NULL)))),
    CONSTRAINT review_decided_when CHECK ((((decided_at IS NULL) AND ((decision)::text = ''::text)) OR ((NOT ((decision)::text = ''::text)) AND (decided_at IS NOT NULL))))
);

ALTER TABLE public.production_ownerreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_ownerreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_reasoncode (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    label character varying(80) NOT NULL,
    is_active boolean NOT NULL,
    back_to_id bigint NOT NULL,
    stage_id bigint NOT NULL,
    is_incident boolean NOT NULL
);

ALTER TABLE public.production_reasoncode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_reasoncode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_route (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    is_active boolean NOT NULL
);

ALTER TABLE public.production_route ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_route_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_routestage (
    id bigint NOT NULL,
    is_left_out boolean NOT NULL,
    gate text NOT NULL,
    days_min numeric(4,2),
    days_mode numeric(4,2),
    days_max numeric(4,2),
    route_id bigint NOT NULL,
    stage_id bigint NOT NULL,
    CONSTRAINT route_stage_days_in_order CHECK ((((days_max IS NULL) AND (days_min IS NULL) AND (days_mode IS NULL)) OR ((days_max IS NOT NULL) AND (days_min IS NOT NULL) AND (days_min <= days_mode) AND (days_mode IS NOT NULL) AND (days_mode <= days_max))))
);

ALTER TABLE public.production_routestage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_routestage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_runpicture (
    id bigint NOT NULL,
    caption character varying(160) NOT NULL,
    mark_x smallint,
    mark_y smallint,
    released_at timestamp with time zone,
    picture_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT production_runpicture_mark_x_check CHECK ((mark_x >= 0)),
    CONSTRAINT production_runpicture_mark_y_check CHECK ((mark_y >= 0))
);

ALTER TABLE public.production_runpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_runpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_stage (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name character varying(60) NOT NULL,
    client_name character varying(80) NOT NULL,
    client_sentence character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    skill character varying(12) NOT NULL,
    gate text NOT NULL,
    may_skip boolean NOT NULL,
    skip_when character varying(120) NOT NULL,
    weighs boolean NOT NULL,
    loss_min_percent numeric(4,1),
    loss_max_percent numeric(4,1),
    days_min numeric(4,2) NOT NULL,
    days_mode numeric(4,2) NOT NULL,
    days_max numeric(4,2) NOT NULL,
    not_by_stage_id bigint,
    needs_paid character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    skip_by character varying(12) NOT NULL,
    CONSTRAINT production_stage_number_check CHECK ((number >= 0)),
    CONSTRAINT stage_days_in_order CHECK (((days_min <= days_mode) AND (days_mode <= days_max))),
    CONSTRAINT stage_never_left_out CHECK (((NOT (number = ANY (ARRAY[30, 110, 120]))) OR (is_active AND (NOT may_skip))))
);

ALTER TABLE public.production_stage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_stage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_stagerun (
    id bigint NOT NULL,
    attempt smallint NOT NULL,
    status character varying(8) NOT NULL,
    ready_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    checks jsonb NOT NULL,
    weight_in numeric(8,3),
    weight_out numeric(8,3),
    note text NOT NULL,
    jeweller_id bigint,
    job_id bigint NOT NULL,
    reason_id bigint,
    second_reader_id bigint,
    stage_id bigint NOT NULL,
    start_by date,
    waits_for character varying(10) NOT NULL,
    set_stones character varying(5) NOT NULL,
    hands bigint[] NOT NULL,
    piece character varying(80) NOT NULL,
    CONSTRAINT production_stagerun_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT run_ended_when CHECK ((((ended_at IS NULL) AND ((status)::text = ANY ((ARRAY['ready'::character varying, 'running'::character varying, 'paused'::character varying])::text[]))) OR ((NOT ((status)::text = ANY ((ARRAY['ready'::character varying, 'running'::character varying, 'paused'::character varying])::text[]))) AND (ended_at IS NOT NULL)))),
    CONSTRAINT run_failure_has_reason CHECK (((NOT ((status)::text = 'failed'::text)) OR (reason_id IS NOT NULL))),
    CONSTRAINT run_started_by_whom CHECK ((((status)::text = ANY ((ARRAY['ready'::character varying, 'skipped'::character varying, 'void'::character varying])::text[])) OR ((jeweller_id IS NOT NULL) AND (started_at IS NOT NULL)))),
    CONSTRAINT run_waits_while_paused CHECK ((((waits_for)::text = ''::text) OR ((status)::text = 'paused'::text)))
);

ALTER TABLE public.production_stagerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_stagerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_tryon (
    id bigint NOT NULL,
    by_name character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    appointment_id bigint NOT NULL,
    run_id bigint NOT NULL
);

ALTER TABLE public.production_tryon ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_tryon_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_weighing (
    id bigint NOT NULL,
    fineness smallint NOT NULL,
    carried numeric(9,3) NOT NULL,
    issued numeric(9,3) NOT NULL,
    grams_in numeric(9,3) NOT NULL,
    grams_out numeric(9,3) NOT NULL,
    stones_in numeric(9,3) NOT NULL,
    stones_out numeric(9,3) NOT NULL,
    scrap numeric(9,3) NOT NULL,
    lemel numeric(9,3) NOT NULL,
    unaccounted numeric(9,3) NOT NULL,
    removed_percent numeric(6,1) NOT NULL,
    doubt character varying(8) NOT NULL,
    sentence character varying(240) NOT NULL,
    explanation character varying(400) NOT NULL,
    explained_by_name character varying(120) NOT NULL,
    explained_at timestamp with time zone,
    is_void boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    alloy_id bigint NOT NULL,
    jeweller_id bigint NOT NULL,
    job_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT production_weighing_fineness_check CHECK ((fineness >= 0)),
    CONSTRAINT weighing_balances CHECK ((unaccounted = (((((carried + issued) - grams_out) + stones_out) - scrap) - lemel))),
    CONSTRAINT weighing_explained_in_words CHECK (((explained_at IS NULL) OR (NOT ((explanation)::text = ''::text)))),
    CONSTRAINT weighing_nothing_negative CHECK (((grams_in > (0)::numeric) AND (grams_out > (0)::numeric) AND (issued >= (0)::numeric) AND (lemel >= (0)::numeric) AND (scrap >= (0)::numeric)))
);

ALTER TABLE public.production_weighing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.production_weighing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_burntnumber
    ADD CONSTRAINT burnt_number_once UNIQUE (prefix, year, sequence);

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT busy_time_one_per_advisor EXCLUDE USING gist (int8range(advisor_id, advisor_id, '[]'::text) WITH &&, span WITH &&) WHERE ((advisor_id IS NOT NULL));

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT busy_time_one_per_room EXCLUDE USING gist (int8range(room_id, room_id, '[]'::text) WITH &&, span WITH &&) WHERE ((room_id IS NOT NULL));

ALTER TABLE ONLY public.orders_changeorder
    ADD CONSTRAINT change_number_once UNIQUE (commission_id, number);

ALTER TABLE ONLY public.ownership_checkcount
    ADD CONSTRAINT check_count_once UNIQUE (address_hash, minute);

ALTER TABLE ONLY public.consultations_companion
    ADD CONSTRAINT companion_once UNIQUE (appointment_id, advisor_id);

ALTER TABLE ONLY public.consultations_advising
    ADD CONSTRAINT consultations_advising_advisor_id_key UNIQUE (advisor_id);

ALTER TABLE ONLY public.consultations_advising
    ADD CONSTRAINT consultations_advising_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_advising_topics
    ADD CONSTRAINT consultations_advising_t_advising_id_topic_id_8c1b2624_uniq UNIQUE (advising_id, topic_id);

ALTER TABLE ONLY public.consultations_advising_topics
    ADD CONSTRAINT consultations_advising_topics_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_advisorhours
    ADD CONSTRAINT consultations_advisorhours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appointment_hold_id_key UNIQUE (hold_id);

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appointment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consultations_appointmentreceipt
    ADD CONSTRAINT consultations_appointmentreceipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_appointmentreceipt
    ADD CONSTRAINT consultations_appointmentreceipt_receipt_id_key UNIQUE (receipt_id);

ALTER TABLE ONLY public.consultations_bookingrules
    ADD CONSTRAINT consultations_bookingrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT consultations_busytime_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_calendarfeed
    ADD CONSTRAINT consultations_calendarfeed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_calendarfeed
    ADD CONSTRAINT consultations_calendarfeed_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.consultations_companion
    ADD CONSTRAINT consultations_companion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_dateoverride
    ADD CONSTRAINT consultations_dateoverride_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_followup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invitation_appointment_id_key UNIQUE (appointment_id);

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invitation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consultations_place
    ADD CONSTRAINT consultations_place_name_key UNIQUE (name);

ALTER TABLE ONLY public.consultations_place
    ADD CONSTRAINT consultations_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_placehours
    ADD CONSTRAINT consultations_placehours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_recorddraft_appointment_id_key UNIQUE (appointment_id);

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_recorddraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_recorddraft_written_id_key UNIQUE (written_id);

ALTER TABLE ONLY public.consultations_reminder
    ADD CONSTRAINT consultations_reminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT consultations_room_name_key UNIQUE (name);

ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT consultations_room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotoffer_hold_id_key UNIQUE (hold_id);

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotoffer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotoffer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consultations_topic
    ADD CONSTRAINT consultations_topic_name_key UNIQUE (name);

ALTER TABLE ONLY public.consultations_topic
    ADD CONSTRAINT consultations_topic_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitinglistentry_appointment_id_key UNIQUE (appointment_id);

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitinglistentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitinglistentry_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writtenconsultation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writtenconsultation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_custodymovement
    ADD CONSTRAINT custody_one_holder UNIQUE (stone_id, sequence);

ALTER TABLE ONLY public.materials_custodymovement
    ADD CONSTRAINT custody_one_holder_of_piece UNIQUE (brought_piece_id, sequence);

ALTER TABLE ONLY public.designs_design_alloys
    ADD CONSTRAINT designs_design_alloys_design_id_alloy_id_bdc56b75_uniq UNIQUE (design_id, alloy_id);

ALTER TABLE ONLY public.designs_design_alloys
    ADD CONSTRAINT designs_design_alloys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.designs_design
    ADD CONSTRAINT designs_design_code_key UNIQUE (code);

ALTER TABLE ONLY public.designs_design_cut_choices
    ADD CONSTRAINT designs_design_cut_choices_design_id_cut_id_1b3cbee9_uniq UNIQUE (design_id, cut_id);

ALTER TABLE ONLY public.designs_design_cut_choices
    ADD CONSTRAINT designs_design_cut_choices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.designs_design
    ADD CONSTRAINT designs_design_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.designs_design_stone_choices
    ADD CONSTRAINT designs_design_stone_cho_design_id_stonevariety_i_cfe195a1_uniq UNIQUE (design_id, stonevariety_id);

ALTER TABLE ONLY public.designs_design_stone_choices
    ADD CONSTRAINT designs_design_stone_choices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.materials_evaluationdraft
    ADD CONSTRAINT evaluation_draft_once_each UNIQUE (stone_id, by_id);

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT evaluation_number_once UNIQUE (stone_id, number);

ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.house_givendefault
    ADD CONSTRAINT given_once UNIQUE ("table", key);

ALTER TABLE ONLY public.house_givendefault
    ADD CONSTRAINT house_givendefault_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.house_house
    ADD CONSTRAINT house_house_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.house_numberseries
    ADD CONSTRAINT house_numberseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_instalment
    ADD CONSTRAINT instalment_position_once UNIQUE (commission_id, "position");

ALTER TABLE ONLY public.people_jeweller
    ADD CONSTRAINT jeweller_name_once UNIQUE (name);

ALTER TABLE ONLY public.production_joblot
    ADD CONSTRAINT job_lot_once UNIQUE (job_id, lot_id);

ALTER TABLE ONLY public.production_jobstage
    ADD CONSTRAINT job_stage_once UNIQUE (job_id, number);

ALTER TABLE ONLY public.journal_event
    ADD CONSTRAINT journal_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal_outgoingmessage
    ADD CONSTRAINT journal_outgoingmessage_dedup_key_key UNIQUE (dedup_key);

ALTER TABLE ONLY public.journal_outgoingmessage
    ADD CONSTRAINT journal_outgoingmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_mark
    ADD CONSTRAINT mark_number_once UNIQUE (goods_picture_id, number);

ALTER TABLE ONLY public.materials_mark
    ADD CONSTRAINT mark_number_once_on_map UNIQUE (evaluation_id, number);

ALTER TABLE ONLY public.materials_alloy
    ADD CONSTRAINT materials_alloy_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_alloy
    ADD CONSTRAINT materials_alloy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_broughtpiece
    ADD CONSTRAINT materials_broughtpiece_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_broughtpiece
    ADD CONSTRAINT materials_broughtpiece_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_chainlength
    ADD CONSTRAINT materials_chainlength_inches_key UNIQUE (inches);

ALTER TABLE ONLY public.materials_chainlength
    ADD CONSTRAINT materials_chainlength_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_chainstyle
    ADD CONSTRAINT materials_chainstyle_name_key UNIQUE (name);

ALTER TABLE ONLY public.materials_chainstyle
    ADD CONSTRAINT materials_chainstyle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_custodymovement
    ADD CONSTRAINT materials_custodymovement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_cut
    ADD CONSTRAINT materials_cut_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_cut
    ADD CONSTRAINT materials_cut_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_request_id_key UNIQUE (request_id);

ALTER TABLE ONLY public.materials_evaluationdraft
    ADD CONSTRAINT materials_evaluationdraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_goodspicture
    ADD CONSTRAINT materials_goodspicture_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.materials_goodspicture
    ADD CONSTRAINT materials_goodspicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_incident
    ADD CONSTRAINT materials_incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_incident
    ADD CONSTRAINT materials_incident_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_incidentoutcome
    ADD CONSTRAINT materials_incidentoutcome_incident_id_key UNIQUE (incident_id);

ALTER TABLE ONLY public.materials_incidentoutcome
    ADD CONSTRAINT materials_incidentoutcome_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_receipt_id_key UNIQUE (receipt_id);

ALTER TABLE ONLY public.materials_intakepicture
    ADD CONSTRAINT materials_intakepicture_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.materials_intakepicture
    ADD CONSTRAINT materials_intakepicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_laboratoryreport
    ADD CONSTRAINT materials_laboratoryreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_laboratoryreport
    ADD CONSTRAINT materials_laboratoryreport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_mark
    ADD CONSTRAINT materials_mark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_memo
    ADD CONSTRAINT materials_memo_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_metal
    ADD CONSTRAINT materials_metal_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_metal
    ADD CONSTRAINT materials_metal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_metallot
    ADD CONSTRAINT materials_metallot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_metalprice
    ADD CONSTRAINT materials_metalprice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_operation
    ADD CONSTRAINT materials_operation_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_operation
    ADD CONSTRAINT materials_operation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_receipt
    ADD CONSTRAINT materials_receipt_number_key UNIQUE (number);

ALTER TABLE ONLY public.materials_receipt
    ADD CONSTRAINT materials_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_receipt
    ADD CONSTRAINT materials_receipt_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_receipt
    ADD CONSTRAINT materials_receipt_request_id_key UNIQUE (request_id);

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT materials_receiptitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_service
    ADD CONSTRAINT materials_service_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_service
    ADD CONSTRAINT materials_service_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_setting
    ADD CONSTRAINT materials_setting_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_setting
    ADD CONSTRAINT materials_setting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_stoneprice
    ADD CONSTRAINT materials_stoneprice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_stonevariety
    ADD CONSTRAINT materials_stonevariety_code_key UNIQUE (code);

ALTER TABLE ONLY public.materials_stonevariety
    ADD CONSTRAINT materials_stonevariety_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_supplier
    ADD CONSTRAINT materials_supplier_name_key UNIQUE (name);

ALTER TABLE ONLY public.materials_supplier
    ADD CONSTRAINT materials_supplier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_supplierstatement
    ADD CONSTRAINT materials_supplierstatement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.materials_supplierstatement
    ADD CONSTRAINT materials_supplierstatement_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.materials_memo
    ADD CONSTRAINT memo_once UNIQUE (dealer_id, number);

ALTER TABLE ONLY public.materials_metallot
    ADD CONSTRAINT metal_lot_once UNIQUE (supplier_id, number);

ALTER TABLE ONLY public.materials_metalprice
    ADD CONSTRAINT metal_price_once UNIQUE (metal_id, currency, at, source);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.house_numberseries
    ADD CONSTRAINT number_series_once UNIQUE (prefix, year);

ALTER TABLE ONLY public.orders_quoteoption
    ADD CONSTRAINT option_position_once UNIQUE (quote_id, "position");

ALTER TABLE ONLY public.orders_optionstone
    ADD CONSTRAINT option_stone_once UNIQUE (option_id, stone_id);

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_commission_id_key UNIQUE (commission_id);

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_quote_id_key UNIQUE (quote_id);

ALTER TABLE ONLY public.orders_cancellation
    ADD CONSTRAINT orders_cancellation_commission_id_key UNIQUE (commission_id);

ALTER TABLE ONLY public.orders_cancellation
    ADD CONSTRAINT orders_cancellation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_cancellationtier
    ADD CONSTRAINT orders_cancellationtier_code_key UNIQUE (code);

ALTER TABLE ONLY public.orders_cancellationtier
    ADD CONSTRAINT orders_cancellationtier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_cancellationtier
    ADD CONSTRAINT orders_cancellationtier_position_key UNIQUE ("position");

ALTER TABLE ONLY public.orders_changeline
    ADD CONSTRAINT orders_changeline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_changeorder
    ADD CONSTRAINT orders_changeorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_changeorder
    ADD CONSTRAINT orders_changeorder_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_changesignature
    ADD CONSTRAINT orders_changesignature_change_id_key UNIQUE (change_id);

ALTER TABLE ONLY public.orders_changesignature
    ADD CONSTRAINT orders_changesignature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_checkout
    ADD CONSTRAINT orders_checkout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_checkout
    ADD CONSTRAINT orders_checkout_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_checkout
    ADD CONSTRAINT orders_checkout_session_key UNIQUE (session);

ALTER TABLE ONLY public.orders_commission
    ADD CONSTRAINT orders_commission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_commission
    ADD CONSTRAINT orders_commission_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_commission
    ADD CONSTRAINT orders_commission_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.orders_commissionpicture
    ADD CONSTRAINT orders_commissionpicture_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.orders_commissionpicture
    ADD CONSTRAINT orders_commissionpicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_commissionstone
    ADD CONSTRAINT orders_commissionstone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_instalment
    ADD CONSTRAINT orders_instalment_change_id_key UNIQUE (change_id);

ALTER TABLE ONLY public.orders_instalment
    ADD CONSTRAINT orders_instalment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_message
    ADD CONSTRAINT orders_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_optionstone
    ADD CONSTRAINT orders_optionstone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_checkout_id_key UNIQUE (checkout_id);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_number_key UNIQUE (number);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_request_id_key UNIQUE (request_id);

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.orders_paymentplan
    ADD CONSTRAINT orders_paymentplan_name_key UNIQUE (name);

ALTER TABLE ONLY public.orders_paymentplan
    ADD CONSTRAINT orders_paymentplan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_pin
    ADD CONSTRAINT orders_pin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_providerevent
    ADD CONSTRAINT orders_providerevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_quote
    ADD CONSTRAINT orders_quote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_quote
    ADD CONSTRAINT orders_quote_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_quoteline
    ADD CONSTRAINT orders_quoteline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_quoteoption
    ADD CONSTRAINT orders_quoteoption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_remark
    ADD CONSTRAINT orders_remark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_reportwaiver
    ADD CONSTRAINT orders_reportwaiver_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_revision
    ADD CONSTRAINT orders_revision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_revision
    ADD CONSTRAINT orders_revision_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_revisionapproval
    ADD CONSTRAINT orders_revisionapproval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_revisionapproval
    ADD CONSTRAINT orders_revisionapproval_revision_id_key UNIQUE (revision_id);

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_file_id_key UNIQUE (file_id);

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_stoneproof
    ADD CONSTRAINT orders_stoneproof_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.orders_stoneproof
    ADD CONSTRAINT orders_stoneproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_burntnumber
    ADD CONSTRAINT ownership_burntnumber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_certificate
    ADD CONSTRAINT ownership_certificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_certificate
    ADD CONSTRAINT ownership_certificate_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ownership_certificate
    ADD CONSTRAINT ownership_certificate_serial_id_key UNIQUE (serial_id);

ALTER TABLE ONLY public.ownership_checkcount
    ADD CONSTRAINT ownership_checkcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_ownership
    ADD CONSTRAINT ownership_ownership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT ownership_serial_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT ownership_serial_replaced_by_id_key UNIQUE (replaced_by_id);

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT ownership_serial_text_key UNIQUE (text);

ALTER TABLE ONLY public.ownership_serialcounter
    ADD CONSTRAINT ownership_serialcounter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_client
    ADD CONSTRAINT people_client_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_client
    ADD CONSTRAINT people_client_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.people_client
    ADD CONSTRAINT people_client_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY public.people_emailedcode
    ADD CONSTRAINT people_emailedcode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_jeweller
    ADD CONSTRAINT people_jeweller_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_jeweller
    ADD CONSTRAINT people_jeweller_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY public.people_pinlock
    ADD CONSTRAINT people_pinlock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_secretlink
    ADD CONSTRAINT people_secretlink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_secretlink
    ADD CONSTRAINT people_secretlink_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.people_staffmember
    ADD CONSTRAINT people_staffmember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_staffmember
    ADD CONSTRAINT people_staffmember_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY public.people_tablet
    ADD CONSTRAINT people_tablet_name_key UNIQUE (name);

ALTER TABLE ONLY public.people_tablet
    ADD CONSTRAINT people_tablet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_tablet
    ADD CONSTRAINT people_tablet_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_group_id_60378d34_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permiss_user_id_permission_id_a7ac6748_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pictures_picture
    ADD CONSTRAINT pictures_picture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pictures_picture
    ADD CONSTRAINT pictures_picture_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.pictures_rendition
    ADD CONSTRAINT pictures_rendition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT piece_part_once UNIQUE (commission_id, part);

ALTER TABLE ONLY public.people_pinlock
    ADD CONSTRAINT pin_lock_once UNIQUE (jeweller_id, tablet_id);

ALTER TABLE ONLY public.orders_pin
    ADD CONSTRAINT pin_number_once UNIQUE (file_id, number);

ALTER TABLE ONLY public.production_benchupdate
    ADD CONSTRAINT production_benchupdate_pkey PRIMARY KEY (uuid);

ALTER TABLE ONLY public.production_helpcall
    ADD CONSTRAINT production_helpcall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_job
    ADD CONSTRAINT production_job_envelope_key UNIQUE (envelope);

ALTER TABLE ONLY public.production_job
    ADD CONSTRAINT production_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_joblot
    ADD CONSTRAINT production_joblot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_jobstage
    ADD CONSTRAINT production_jobstage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_metalclosing
    ADD CONSTRAINT production_metalclosing_job_id_key UNIQUE (job_id);

ALTER TABLE ONLY public.production_metalclosing
    ADD CONSTRAINT production_metalclosing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerreview_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.production_reasoncode
    ADD CONSTRAINT production_reasoncode_code_key UNIQUE (code);

ALTER TABLE ONLY public.production_reasoncode
    ADD CONSTRAINT production_reasoncode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_route
    ADD CONSTRAINT production_route_kind_key UNIQUE (kind);

ALTER TABLE ONLY public.production_route
    ADD CONSTRAINT production_route_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_routestage
    ADD CONSTRAINT production_routestage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_runpicture
    ADD CONSTRAINT production_runpicture_picture_id_key UNIQUE (picture_id);

ALTER TABLE ONLY public.production_runpicture
    ADD CONSTRAINT production_runpicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_stage
    ADD CONSTRAINT production_stage_number_key UNIQUE (number);

ALTER TABLE ONLY public.production_stage
    ADD CONSTRAINT production_stage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_tryon
    ADD CONSTRAINT production_tryon_appointment_id_key UNIQUE (appointment_id);

ALTER TABLE ONLY public.production_tryon
    ADD CONSTRAINT production_tryon_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_weighing
    ADD CONSTRAINT production_weighing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_providerevent
    ADD CONSTRAINT provider_event_once UNIQUE (provider, event_id);

ALTER TABLE ONLY public.orders_quote
    ADD CONSTRAINT quote_number_once UNIQUE (commission_id, number);

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT receipt_piece_once UNIQUE (receipt_id, brought_piece_id);

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT receipt_stone_once UNIQUE (receipt_id, stone_id);

ALTER TABLE ONLY public.consultations_reminder
    ADD CONSTRAINT reminder_once UNIQUE (appointment_id, kind, due_at);

ALTER TABLE ONLY public.pictures_rendition
    ADD CONSTRAINT rendition_once UNIQUE (picture_id, width);

ALTER TABLE ONLY public.materials_laboratoryreport
    ADD CONSTRAINT report_number_once UNIQUE (laboratory, number);

ALTER TABLE ONLY public.orders_reportwaiver
    ADD CONSTRAINT report_waived_once UNIQUE (commission_id, stone_id);

ALTER TABLE ONLY public.orders_revision
    ADD CONSTRAINT revision_number_once UNIQUE (commission_id, number);

ALTER TABLE ONLY public.production_routestage
    ADD CONSTRAINT route_stage_once UNIQUE (route_id, stage_id);

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT run_attempt_once UNIQUE (stage_id, attempt);

ALTER TABLE ONLY public.ownership_serialcounter
    ADD CONSTRAINT serial_counter_once UNIQUE (prefix, year);

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT serial_sequence_once UNIQUE (prefix, year, sequence);

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT slot_offer_once_per_entry UNIQUE (entry_id, advisor_id, starts_at);

ALTER TABLE ONLY public.materials_stoneprice
    ADD CONSTRAINT stone_price_once UNIQUE (variety_id, growth, colour, carats_from);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX appointment_upcoming ON public.consultations_appointment USING btree (status, starts_at);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX calendar_feed_one_living ON public.consultations_calendarfeed USING btree (advisor_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX call_one_waits ON public.production_helpcall USING btree (job_id, jeweller_id) WHERE (answered_at IS NULL);

CREATE UNIQUE INDEX change_one_to_sign ON public.orders_changeorder USING btree (commission_id) WHERE ((status)::text = 'sent'::text);

CREATE UNIQUE INDEX client_by_telephone_once ON public.people_client USING btree (lower((name)::text), phone) WHERE ((erased_at IS NULL) AND (user_id IS NULL));

CREATE INDEX code_lookup ON public.people_emailedcode USING btree (user_id, purpose, created_at DESC);

CREATE INDEX consultations_advising_topics_advising_id_9695b195 ON public.consultations_advising_topics USING btree (advising_id);

CREATE INDEX consultations_advising_topics_topic_id_1aa48287 ON public.consultations_advising_topics USING btree (topic_id);

CREATE INDEX consultations_advisorhours_advisor_id_59561380 ON public.consultations_advisorhours USING btree (advisor_id);

CREATE INDEX consultations_advisorhours_place_id_1072f0d5 ON public.consultations_advisorhours USING btree (place_id);

CREATE INDEX consultations_appointment_advisor_id_6ffaaaf8 ON public.consultations_appointment USING btree (advisor_id);

CREATE INDEX consultations_appointment_client_id_2c8f7619 ON public.consultations_appointment USING btree (client_id);

CREATE INDEX consultations_appointment_commission_id_1aafca11 ON public.consultations_appointment USING btree (commission_id);

CREATE INDEX consultations_appointment_room_id_3663b952 ON public.consultations_appointment USING btree (room_id);

CREATE INDEX consultations_appointment_topic_id_448e8136 ON public.consultations_appointment USING btree (topic_id);

CREATE INDEX consultations_appointmentreceipt_appointment_id_91a6dd9a ON public.consultations_appointmentreceipt USING btree (appointment_id);

CREATE INDEX consultations_busytime_appointment_id_b8f090ee ON public.consultations_busytime USING btree (appointment_id);

CREATE INDEX consultations_busytime_hold_id_2330b878 ON public.consultations_busytime USING btree (hold_id);

CREATE INDEX consultations_calendarfeed_advisor_id_2e31b5a8 ON public.consultations_calendarfeed USING btree (advisor_id);

CREATE INDEX consultations_calendarfeed_token_hash_0e58f8bd_like ON public.consultations_calendarfeed USING btree (token_hash varchar_pattern_ops);

CREATE INDEX consultations_companion_advisor_id_1ffc47ec ON public.consultations_companion USING btree (advisor_id);

CREATE INDEX consultations_companion_appointment_id_f234d5d2 ON public.consultations_companion USING btree (appointment_id);

CREATE INDEX consultations_dateoverride_advisor_id_993f0802 ON public.consultations_dateoverride USING btree (advisor_id);

CREATE INDEX consultations_dateoverride_place_id_aaa5447e ON public.consultations_dateoverride USING btree (place_id);

CREATE INDEX consultations_followup_appointment_id_a39f513a ON public.consultations_followup USING btree (appointment_id);

CREATE INDEX consultations_followup_assignee_id_d9f891bb ON public.consultations_followup USING btree (assignee_id);

CREATE INDEX consultations_followup_client_id_52370aea ON public.consultations_followup USING btree (client_id);

CREATE INDEX consultations_followup_commission_id_548ccc55 ON public.consultations_followup USING btree (commission_id);

CREATE INDEX consultations_followup_done_by_id_d4a60866 ON public.consultations_followup USING btree (done_by_id);

CREATE INDEX consultations_followup_written_id_65bc7da5 ON public.consultations_followup USING btree (written_id);

CREATE INDEX consultations_hold_advisor_id_721fe89a ON public.consultations_hold USING btree (advisor_id);

CREATE INDEX consultations_hold_client_id_cdd3677f ON public.consultations_hold USING btree (client_id);

CREATE INDEX consultations_hold_commission_id_24576104 ON public.consultations_hold USING btree (commission_id);

CREATE INDEX consultations_hold_moving_id_27588eff ON public.consultations_hold USING btree (moving_id);

CREATE INDEX consultations_hold_room_id_b455e74c ON public.consultations_hold USING btree (room_id);

CREATE INDEX consultations_hold_topic_id_324d5640 ON public.consultations_hold USING btree (topic_id);

CREATE INDEX consultations_invitation_advisor_id_e62e5972 ON public.consultations_invitation USING btree (advisor_id);

CREATE INDEX consultations_invitation_client_id_9c7cdfcc ON public.consultations_invitation USING btree (client_id);

CREATE INDEX consultations_invitation_commission_id_5c975ed9 ON public.consultations_invitation USING btree (commission_id);

CREATE INDEX consultations_invitation_room_id_d409924b ON public.consultations_invitation USING btree (room_id);

CREATE INDEX consultations_invitation_topic_id_915809b5 ON public.consultations_invitation USING btree (topic_id);

CREATE INDEX consultations_place_name_c724422f_like ON public.consultations_place USING btree (name varchar_pattern_ops);

CREATE INDEX consultations_placehours_place_id_6cb5fb6c ON public.consultations_placehours USING btree (place_id);

CREATE INDEX consultations_recorddraft_saved_by_id_bba1a74d ON public.consultations_recorddraft USING btree (saved_by_id);

CREATE INDEX consultations_reminder_appointment_id_c7a62407 ON public.consultations_reminder USING btree (appointment_id);

CREATE INDEX consultations_room_name_48ddaa1e_like ON public.consultations_room USING btree (name varchar_pattern_ops);

CREATE INDEX consultations_room_place_id_d129215f ON public.consultations_room USING btree (place_id);

CREATE INDEX consultations_slotoffer_advisor_id_0be4702c ON public.consultations_slotoffer USING btree (advisor_id);

CREATE INDEX consultations_slotoffer_entry_id_bbfaed8c ON public.consultations_slotoffer USING btree (entry_id);

CREATE INDEX consultations_slotoffer_room_id_78b9cc9d ON public.consultations_slotoffer USING btree (room_id);

CREATE INDEX consultations_topic_name_a49bebe1_like ON public.consultations_topic USING btree (name varchar_pattern_ops);

CREATE INDEX consultations_waitinglistentry_advisor_id_dbda2ffa ON public.consultations_waitinglistentry USING btree (advisor_id);

CREATE INDEX consultations_waitinglistentry_client_id_26eba9cf ON public.consultations_waitinglistentry USING btree (client_id);

CREATE INDEX consultations_waitinglistentry_commission_id_72906d26 ON public.consultations_waitinglistentry USING btree (commission_id);

CREATE INDEX consultations_waitinglistentry_topic_id_fd6564d2 ON public.consultations_waitinglistentry USING btree (topic_id);

CREATE INDEX consultations_writtenconsultation_advisor_id_8dbf41b6 ON public.consultations_writtenconsultation USING btree (advisor_id);

CREATE INDEX consultations_writtenconsultation_client_id_c228b7a5 ON public.consultations_writtenconsultation USING btree (client_id);

CREATE INDEX consultations_writtenconsultation_commission_id_6ac9f1a8 ON public.consultations_writtenconsultation USING btree (commission_id);

CREATE INDEX consultations_writtenconsultation_topic_id_b5489392 ON public.consultations_writtenconsultation USING btree (topic_id);

CREATE INDEX date_override_span ON public.consultations_dateoverride USING btree (ends_on, starts_on);

CREATE INDEX designs_design_alloys_alloy_id_2776ead8 ON public.designs_design_alloys USING btree (alloy_id);

CREATE INDEX designs_design_alloys_design_id_5e72d3c0 ON public.designs_design_alloys USING btree (design_id);

CREATE INDEX designs_design_code_8225e06f_like ON public.designs_design USING btree (code varchar_pattern_ops);

CREATE INDEX designs_design_cut_choices_cut_id_39627e12 ON public.designs_design_cut_choices USING btree (cut_id);

CREATE INDEX designs_design_cut_choices_design_id_7cbf235b ON public.designs_design_cut_choices USING btree (design_id);

CREATE INDEX designs_design_default_alloy_id_32d2810a ON public.designs_design USING btree (default_alloy_id);

CREATE INDEX designs_design_stone_choices_design_id_7b4122f8 ON public.designs_design_stone_choices USING btree (design_id);

CREATE INDEX designs_design_stone_choices_stonevariety_id_d843451b ON public.designs_design_stone_choices USING btree (stonevariety_id);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX event_of_commission ON public.journal_event USING btree (commission_id, at DESC);

CREATE INDEX event_of_subject ON public.journal_event USING btree (subject_type, subject_id, at DESC);

CREATE INDEX follow_up_open ON public.consultations_followup USING btree (assignee_id, due_on) WHERE (done_at IS NULL);

CREATE INDEX hold_expiry ON public.consultations_hold USING btree (expires_at);

CREATE UNIQUE INDEX hold_one_per_client ON public.consultations_hold USING btree (client_id) WHERE (NOT by_house);

CREATE UNIQUE INDEX job_one_living ON public.production_job USING btree (commission_id) WHERE (NOT ((status)::text = 'cancelled'::text));

CREATE INDEX job_open_first ON public.production_job USING btree (status DESC, due, id);

CREATE INDEX journal_event_actor_user_id_252a1f4c ON public.journal_event USING btree (actor_user_id);

CREATE INDEX journal_event_at_c74f6431 ON public.journal_event USING btree (at);

CREATE INDEX journal_outgoingmessage_commission_id_fd781151 ON public.journal_outgoingmessage USING btree (commission_id);

CREATE INDEX journal_outgoingmessage_dedup_key_ad256a46_like ON public.journal_outgoingmessage USING btree (dedup_key varchar_pattern_ops);

CREATE INDEX link_of_subject ON public.people_secretlink USING btree (purpose, subject_id);

CREATE INDEX materials_alloy_code_c65eafde_like ON public.materials_alloy USING btree (code varchar_pattern_ops);

CREATE INDEX materials_alloy_metal_id_d845f334 ON public.materials_alloy USING btree (metal_id);

CREATE INDEX materials_broughtpiece_owner_id_69ec8445 ON public.materials_broughtpiece USING btree (owner_id);

CREATE INDEX materials_chainstyle_name_22105b9a_like ON public.materials_chainstyle USING btree (name varchar_pattern_ops);

CREATE INDEX materials_custodymovement_brought_piece_id_0114654d ON public.materials_custodymovement USING btree (brought_piece_id);

CREATE INDEX materials_custodymovement_stone_id_dcf23f63 ON public.materials_custodymovement USING btree (stone_id);

CREATE INDEX materials_cut_code_6c1c8642_like ON public.materials_cut USING btree (code varchar_pattern_ops);

CREATE INDEX materials_evaluation_commission_id_09454e18 ON public.materials_evaluation USING btree (commission_id);

CREATE INDEX materials_evaluation_map_picture_id_7ad1598b ON public.materials_evaluation USING btree (map_picture_id);

CREATE INDEX materials_evaluation_report_id_691e4eb8 ON public.materials_evaluation USING btree (report_id);

CREATE INDEX materials_evaluation_stone_id_aebe2b15 ON public.materials_evaluation USING btree (stone_id);

CREATE INDEX materials_evaluation_variety_id_0e10c37e ON public.materials_evaluation USING btree (variety_id);

CREATE INDEX materials_evaluationdraft_by_id_c4c4f224 ON public.materials_evaluationdraft USING btree (by_id);

CREATE INDEX materials_evaluationdraft_stone_id_08b4da94 ON public.materials_evaluationdraft USING btree (stone_id);

CREATE INDEX materials_goodspicture_brought_piece_id_83722853 ON public.materials_goodspicture USING btree (brought_piece_id);

CREATE INDEX materials_goodspicture_stone_id_9ec99614 ON public.materials_goodspicture USING btree (stone_id);

CREATE INDEX materials_incident_brought_piece_id_8059f435 ON public.materials_incident USING btree (brought_piece_id);

CREATE INDEX materials_incident_commission_id_e07060df ON public.materials_incident USING btree (commission_id);

CREATE INDEX materials_incident_picture_id_49660a65 ON public.materials_incident USING btree (picture_id);

CREATE INDEX materials_incident_stone_id_558581a7 ON public.materials_incident USING btree (stone_id);

CREATE INDEX materials_intake_appointment_id_6c38af49 ON public.materials_intake USING btree (appointment_id);

CREATE INDEX materials_intake_begun_by_id_65ca168d ON public.materials_intake USING btree (begun_by_id);

CREATE INDEX materials_intake_client_id_05ad8e04 ON public.materials_intake USING btree (client_id);

CREATE INDEX materials_intake_commission_id_31f1ea2d ON public.materials_intake USING btree (commission_id);

CREATE INDEX materials_intakepicture_intake_id_0f87a4c5 ON public.materials_intakepicture USING btree (intake_id);

CREATE INDEX materials_laboratoryreport_document_id_005b6282 ON public.materials_laboratoryreport USING btree (document_id);

CREATE INDEX materials_laboratoryreport_stone_id_f9804986 ON public.materials_laboratoryreport USING btree (stone_id);

CREATE INDEX materials_mark_evaluation_id_23afdb5c ON public.materials_mark USING btree (evaluation_id);

CREATE INDEX materials_mark_goods_picture_id_ae2532c5 ON public.materials_mark USING btree (goods_picture_id);

CREATE INDEX materials_memo_dealer_id_9a65432c ON public.materials_memo USING btree (dealer_id);

CREATE INDEX materials_memo_due_bbd333f1 ON public.materials_memo USING btree (due);

CREATE INDEX materials_metal_code_31892427_like ON public.materials_metal USING btree (code varchar_pattern_ops);

CREATE INDEX materials_metallot_alloy_id_96e880b7 ON public.materials_metallot USING btree (alloy_id);

CREATE INDEX materials_metallot_statement_id_9a93c8c5 ON public.materials_metallot USING btree (statement_id);

CREATE INDEX materials_metallot_supplier_id_626a4f90 ON public.materials_metallot USING btree (supplier_id);

CREATE INDEX materials_metalprice_metal_id_86728728 ON public.materials_metalprice USING btree (metal_id);

CREATE INDEX materials_operation_code_96039125_like ON public.materials_operation USING btree (code varchar_pattern_ops);

CREATE INDEX materials_receipt_client_id_5d08f8ab ON public.materials_receipt USING btree (client_id);

CREATE INDEX materials_receipt_commission_id_e293587b ON public.materials_receipt USING btree (commission_id);

CREATE INDEX materials_receipt_number_595dc84a_like ON public.materials_receipt USING btree (number varchar_pattern_ops);

CREATE INDEX materials_receiptitem_brought_piece_id_1fed196a ON public.materials_receiptitem USING btree (brought_piece_id);

CREATE INDEX materials_receiptitem_receipt_id_663a7b74 ON public.materials_receiptitem USING btree (receipt_id);

CREATE INDEX materials_receiptitem_stone_id_3eb24bac ON public.materials_receiptitem USING btree (stone_id);

CREATE INDEX materials_service_code_a25268cf_like ON public.materials_service USING btree (code varchar_pattern_ops);

CREATE INDEX materials_setting_code_a1091f98_like ON public.materials_setting USING btree (code varchar_pattern_ops);

CREATE INDEX materials_stone_cut_id_ff3ec33f ON public.materials_stone USING btree (cut_id);

CREATE INDEX materials_stone_memo_id_0e266b14 ON public.materials_stone USING btree (memo_id);

CREATE INDEX materials_stone_owner_id_725d9e51 ON public.materials_stone USING btree (owner_id);

CREATE INDEX materials_stone_statement_id_b4090f09 ON public.materials_stone USING btree (statement_id);

CREATE INDEX materials_stone_supplier_id_dd903269 ON public.materials_stone USING btree (supplier_id);

CREATE INDEX materials_stone_variety_id_ca5e4374 ON public.materials_stone USING btree (variety_id);

CREATE INDEX materials_stoneprice_variety_id_99fad5b1 ON public.materials_stoneprice USING btree (variety_id);

CREATE INDEX materials_stonevariety_code_b835cbda_like ON public.materials_stonevariety USING btree (code varchar_pattern_ops);

CREATE INDEX materials_supplier_name_9416219c_like ON public.materials_supplier USING btree (name varchar_pattern_ops);

CREATE INDEX materials_supplierstatement_document_id_783213c4 ON public.materials_supplierstatement USING btree (document_id);

CREATE INDEX materials_supplierstatement_supplier_id_14cf5995 ON public.materials_supplierstatement USING btree (supplier_id);

CREATE INDEX message_waiting ON public.journal_outgoingmessage USING btree (due_at) WHERE ((dropped_at IS NULL) AND (parked_at IS NULL) AND (sent_at IS NULL));

CREATE INDEX metal_price_latest ON public.materials_metalprice USING btree (metal_id, at DESC);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE UNIQUE INDEX one_current_owner ON public.ownership_ownership USING btree (serial_id) WHERE (until IS NULL);

CREATE INDEX orders_approval_option_id_54a6c029 ON public.orders_approval USING btree (option_id);

CREATE INDEX orders_approval_signed_by_id_f0975e2d ON public.orders_approval USING btree (signed_by_id);

CREATE INDEX orders_cancellation_tier_id_7627e02f ON public.orders_cancellation USING btree (tier_id);

CREATE INDEX orders_cancellationtier_code_b469d515_like ON public.orders_cancellationtier USING btree (code varchar_pattern_ops);

CREATE INDEX orders_changeline_change_id_6980ac4a ON public.orders_changeline USING btree (change_id);

CREATE INDEX orders_changeorder_commission_id_d89186bd ON public.orders_changeorder USING btree (commission_id);

CREATE INDEX orders_changesignature_signed_by_id_6c32a546 ON public.orders_changesignature USING btree (signed_by_id);

CREATE INDEX orders_checkout_commission_id_fa376d13 ON public.orders_checkout USING btree (commission_id);

CREATE INDEX orders_checkout_session_610e98a6_like ON public.orders_checkout USING btree (session varchar_pattern_ops);

CREATE INDEX orders_commission_advisor_id_421c54fb ON public.orders_commission USING btree (advisor_id);

CREATE INDEX orders_commission_client_id_284e74e8 ON public.orders_commission USING btree (client_id);

CREATE INDEX orders_commission_promised_to_1804976d ON public.orders_commission USING btree (promised_to);

CREATE INDEX orders_commission_reference_06f4cb7d_like ON public.orders_commission USING btree (reference varchar_pattern_ops);

CREATE INDEX orders_commission_requested_at_7abaf0ae ON public.orders_commission USING btree (requested_at);

CREATE INDEX orders_commission_status_832a6966 ON public.orders_commission USING btree (status);

CREATE INDEX orders_commission_status_832a6966_like ON public.orders_commission USING btree (status varchar_pattern_ops);

CREATE INDEX orders_commissionpicture_commission_id_78cc0c53 ON public.orders_commissionpicture USING btree (commission_id);

CREATE INDEX orders_commissionstone_commission_id_735b442e ON public.orders_commissionstone USING btree (commission_id);

CREATE INDEX orders_commissionstone_stone_id_f238dfe9 ON public.orders_commissionstone USING btree (stone_id);

CREATE INDEX orders_instalment_commission_id_1beaf604 ON public.orders_instalment USING btree (commission_id);

CREATE INDEX orders_instalment_due_on_f5be8345 ON public.orders_instalment USING btree (due_on);

CREATE INDEX orders_message_author_id_42e29634 ON public.orders_message USING btree (author_id);

CREATE INDEX orders_message_commission_id_6a42a0fd ON public.orders_message USING btree (commission_id);

CREATE INDEX orders_optionstone_option_id_5d509028 ON public.orders_optionstone USING btree (option_id);

CREATE INDEX orders_optionstone_stone_id_eb5e465b ON public.orders_optionstone USING btree (stone_id);

CREATE INDEX orders_payment_commission_id_2b7ad822 ON public.orders_payment USING btree (commission_id);

CREATE INDEX orders_payment_number_f0e22870_like ON public.orders_payment USING btree (number varchar_pattern_ops);

CREATE INDEX orders_payment_recorded_by_id_73c3c223 ON public.orders_payment USING btree (recorded_by_id);

CREATE INDEX orders_paymentplan_name_3dd60005_like ON public.orders_paymentplan USING btree (name varchar_pattern_ops);

CREATE INDEX orders_piece_alloy_id_8f19d2f0 ON public.orders_piece USING btree (alloy_id);

CREATE INDEX orders_piece_chain_style_id_41d404f7 ON public.orders_piece USING btree (chain_style_id);

CREATE INDEX orders_piece_commission_id_c272ef0a ON public.orders_piece USING btree (commission_id);

CREATE INDEX orders_piece_cut_id_592ac606 ON public.orders_piece USING btree (cut_id);

CREATE INDEX orders_piece_design_id_4ee14165 ON public.orders_piece USING btree (design_id);

CREATE INDEX orders_piece_setting_id_2247c4c3 ON public.orders_piece USING btree (setting_id);

CREATE INDEX orders_piece_stone_variety_id_0ae30f05 ON public.orders_piece USING btree (stone_variety_id);

CREATE INDEX orders_pin_file_id_3a459bba ON public.orders_pin USING btree (file_id);

CREATE INDEX orders_providerevent_commission_id_e3eb432c ON public.orders_providerevent USING btree (commission_id);

CREATE INDEX orders_quote_commission_id_129fe70f ON public.orders_quote USING btree (commission_id);

CREATE INDEX orders_quoteline_metal_price_id_e4e0683f ON public.orders_quoteline USING btree (metal_price_id);

CREATE INDEX orders_quoteline_option_id_ab03563d ON public.orders_quoteline USING btree (option_id);

CREATE INDEX orders_quoteline_stone_id_5a3b38d8 ON public.orders_quoteline USING btree (stone_id);

CREATE INDEX orders_quoteoption_alloy_id_242e33ea ON public.orders_quoteoption USING btree (alloy_id);

CREATE INDEX orders_quoteoption_quote_id_f74fd1ca ON public.orders_quoteoption USING btree (quote_id);

CREATE INDEX orders_remark_author_id_49db96f4 ON public.orders_remark USING btree (author_id);

CREATE INDEX orders_remark_pin_id_b15467ba ON public.orders_remark USING btree (pin_id);

CREATE INDEX orders_remark_revision_id_84e3112e ON public.orders_remark USING btree (revision_id);

CREATE INDEX orders_reportwaiver_commission_id_b39f05a0 ON public.orders_reportwaiver USING btree (commission_id);

CREATE INDEX orders_reportwaiver_stone_id_e13360b6 ON public.orders_reportwaiver USING btree (stone_id);

CREATE INDEX orders_revision_commission_id_839c2233 ON public.orders_revision USING btree (commission_id);

CREATE INDEX orders_revisionapproval_signed_by_id_0117306d ON public.orders_revisionapproval USING btree (signed_by_id);

CREATE INDEX orders_revisionfile_revision_id_65500dec ON public.orders_revisionfile USING btree (revision_id);

CREATE INDEX orders_stoneproof_jeweller_id_ad380fe5 ON public.orders_stoneproof USING btree (jeweller_id);

CREATE INDEX orders_stoneproof_promise_id_2bcd4556 ON public.orders_stoneproof USING btree (promise_id);

CREATE INDEX ownership_ownership_owner_id_05b3935f ON public.ownership_ownership USING btree (owner_id);

CREATE INDEX ownership_ownership_serial_id_7e9375cd ON public.ownership_ownership USING btree (serial_id);

CREATE INDEX ownership_serial_job_id_a2a34b20 ON public.ownership_serial USING btree (job_id);

CREATE INDEX ownership_serial_text_1dde23d4_like ON public.ownership_serial USING btree (text varchar_pattern_ops);

CREATE INDEX people_emailedcode_user_id_2f9b4032 ON public.people_emailedcode USING btree (user_id);

CREATE INDEX people_pinlock_jeweller_id_7ddf5c56 ON public.people_pinlock USING btree (jeweller_id);

CREATE INDEX people_pinlock_tablet_id_d79ff152 ON public.people_pinlock USING btree (tablet_id);

CREATE INDEX people_secretlink_token_hash_2ad0ce76_like ON public.people_secretlink USING btree (token_hash varchar_pattern_ops);

CREATE INDEX people_tablet_enrolled_by_id_989e55db ON public.people_tablet USING btree (enrolled_by_id);

CREATE INDEX people_tablet_enrolment_hash_ac6240c5 ON public.people_tablet USING btree (enrolment_hash);

CREATE INDEX people_tablet_enrolment_hash_ac6240c5_like ON public.people_tablet USING btree (enrolment_hash varchar_pattern_ops);

CREATE INDEX people_tablet_name_a9c88514_like ON public.people_tablet USING btree (name varchar_pattern_ops);

CREATE INDEX people_tablet_token_hash_847758fa_like ON public.people_tablet USING btree (token_hash varchar_pattern_ops);

CREATE INDEX people_user_email_1f424fe4_like ON public.people_user USING btree (email varchar_pattern_ops);

CREATE INDEX people_user_groups_group_id_1f0237d0 ON public.people_user_groups USING btree (group_id);

CREATE INDEX people_user_groups_user_id_290df956 ON public.people_user_groups USING btree (user_id);

CREATE INDEX people_user_user_permissions_permission_id_55f01ef0 ON public.people_user_user_permissions USING btree (permission_id);

CREATE INDEX people_user_user_permissions_user_id_7d19557b ON public.people_user_user_permissions USING btree (user_id);

CREATE INDEX picture_waiting ON public.pictures_picture USING btree (created_at) WHERE ((status)::text = 'received'::text);

CREATE INDEX pictures_rendition_picture_id_649603bf ON public.pictures_rendition USING btree (picture_id);

CREATE UNIQUE INDEX plan_one_default ON public.orders_paymentplan USING btree (is_default) WHERE is_default;

CREATE INDEX production_benchupdate_jeweller_id_31e0e03e ON public.production_benchupdate USING btree (jeweller_id);

CREATE INDEX production_benchupdate_job_id_c2c2be6a ON public.production_benchupdate USING btree (job_id);

CREATE INDEX production_benchupdate_tablet_id_0a3609e1 ON public.production_benchupdate USING btree (tablet_id);

CREATE INDEX production_helpcall_jeweller_id_fa824bce ON public.production_helpcall USING btree (jeweller_id);

CREATE INDEX production_helpcall_job_id_a84410e9 ON public.production_helpcall USING btree (job_id);

CREATE INDEX production_helpcall_tablet_id_41bde76e ON public.production_helpcall USING btree (tablet_id);

CREATE INDEX production_job_approval_id_be8beddc ON public.production_job USING btree (approval_id);

CREATE INDEX production_job_commission_id_c6ed480c ON public.production_job USING btree (commission_id);

CREATE INDEX production_job_due_e42555a3 ON public.production_job USING btree (due);

CREATE INDEX production_job_envelope_37010a0f_like ON public.production_job USING btree (envelope varchar_pattern_ops);

CREATE INDEX production_joblot_job_id_50fe7b3d ON public.production_joblot USING btree (job_id);

CREATE INDEX production_joblot_lot_id_bb878c5b ON public.production_joblot USING btree (lot_id);

CREATE INDEX production_jobstage_job_id_05763d78 ON public.production_jobstage USING btree (job_id);

CREATE INDEX production_jobstage_stage_id_7821ea05 ON public.production_jobstage USING btree (stage_id);

CREATE INDEX production_ownerreview_back_to_id_4ea32321 ON public.production_ownerreview USING btree (back_to_id);

CREATE INDEX production_ownerreview_job_id_44eed19b ON public.production_ownerreview USING btree (job_id);

CREATE INDEX production_ownerreview_reason_id_929b1a9b ON public.production_ownerreview USING btree (reason_id);

CREATE INDEX production_reasoncode_back_to_id_38599bf8 ON public.production_reasoncode USING btree (back_to_id);

CREATE INDEX production_reasoncode_code_9db9536d_like ON public.production_reasoncode USING btree (code varchar_pattern_ops);

CREATE INDEX production_reasoncode_stage_id_f29570ce ON public.production_reasoncode USING btree (stage_id);

CREATE INDEX production_route_kind_53d6b308_like ON public.production_route USING btree (kind varchar_pattern_ops);

CREATE INDEX production_routestage_route_id_ab672938 ON public.production_routestage USING btree (route_id);

CREATE INDEX production_routestage_stage_id_4aed8afe ON public.production_routestage USING btree (stage_id);

CREATE INDEX production_runpicture_run_id_a1beaaac ON public.production_runpicture USING btree (run_id);

CREATE INDEX production_stage_not_by_stage_id_e9e32610 ON public.production_stage USING btree (not_by_stage_id);

CREATE INDEX production_stagerun_jeweller_id_a06e26c8 ON public.production_stagerun USING btree (jeweller_id);

CREATE INDEX production_stagerun_job_id_ef42e795 ON public.production_stagerun USING btree (job_id);

CREATE INDEX production_stagerun_reason_id_b22b00c6 ON public.production_stagerun USING btree (reason_id);

CREATE INDEX production_stagerun_second_reader_id_cfe43290 ON public.production_stagerun USING btree (second_reader_id);

CREATE INDEX production_stagerun_stage_id_2c60b632 ON public.production_stagerun USING btree (stage_id);

CREATE INDEX production_tryon_run_id_a3fa3ace ON public.production_tryon USING btree (run_id);

CREATE INDEX production_weighing_alloy_id_f5ca84b4 ON public.production_weighing USING btree (alloy_id);

CREATE INDEX production_weighing_jeweller_id_9a55a9fe ON public.production_weighing USING btree (jeweller_id);

CREATE INDEX production_weighing_job_id_0c1f06d9 ON public.production_weighing USING btree (job_id);

CREATE INDEX production_weighing_run_id_95460bcd ON public.production_weighing USING btree (run_id);

CREATE UNIQUE INDEX quote_one_approved ON public.orders_quote USING btree (commission_id) WHERE ((status)::text = 'approved'::text);

CREATE UNIQUE INDEX quote_one_open ON public.orders_quote USING btree (commission_id) WHERE ((status)::text = ANY ((ARRAY['sent'::character varying, 'viewed'::character varying])::text[]));

CREATE UNIQUE INDEX review_one_open ON public.production_ownerreview USING btree (job_id) WHERE (decided_at IS NULL);

CREATE UNIQUE INDEX revision_one_approved ON public.orders_revision USING btree (commission_id) WHERE ((status)::text = 'approved'::text);

CREATE UNIQUE INDEX revision_one_shared ON public.orders_revision USING btree (commission_id) WHERE ((status)::text = 'shared'::text);

CREATE INDEX run_most_pressing ON public.production_stagerun USING btree (start_by, job_id) WHERE ((status)::text = ANY ((ARRAY['ready'::character varying, 'running'::character varying, 'paused'::character varying])::text[]));

CREATE UNIQUE INDEX run_one_open ON public.production_stagerun USING btree (job_id) WHERE ((status)::text = ANY ((ARRAY['ready'::character varying, 'running'::character varying, 'paused'::character varying])::text[]));

CREATE UNIQUE INDEX serial_one_living ON public.ownership_serial USING btree (job_id) WHERE (NOT ((status)::text = 'void'::text));

CREATE UNIQUE INDEX slot_offer_one_open_per_entry ON public.consultations_slotoffer USING btree (entry_id) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX stone_promised_once ON public.orders_commissionstone USING btree (stone_id) WHERE (released_at IS NULL);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE UNIQUE INDEX user_email_once ON public.people_user USING btree (lower((email)::text));

CREATE UNIQUE INDEX waiting_once_for_the_same ON public.consultations_waitinglistentry USING btree (client_id, commission_id, channel) NULLS NOT DISTINCT WHERE ((status)::text = ANY ((ARRAY['waiting'::character varying, 'offered'::character varying])::text[]));

CREATE INDEX weighing_at ON public.production_weighing USING btree (at);

CREATE UNIQUE INDEX weighing_once_a_run ON public.production_weighing USING btree (run_id) WHERE (NOT is_void);

CREATE INDEX written_due ON public.consultations_writtenconsultation USING btree (status, due_on);

CREATE TRIGGER appointment_frees_busy BEFORE DELETE ON public.consultations_appointment FOR EACH ROW EXECUTE FUNCTION public.consultations_appointment_changed();

CREATE TRIGGER appointment_keeps_busy AFTER INSERT OR UPDATE OF status, advisor_id, room_id, busy ON public.consultations_appointment FOR EACH ROW EXECUTE FUNCTION public.consultations_appointment_changed();

CREATE TRIGGER companion_keeps_busy AFTER INSERT OR DELETE OR UPDATE ON public.consultations_companion FOR EACH ROW EXECUTE FUNCTION public.consultations_companion_changed();

CREATE TRIGGER consultations_account_moved AFTER UPDATE OF email ON public.people_user FOR EACH ROW WHEN ((lower((old.email)::text) <> lower((new.email)::text))) EXECUTE FUNCTION public.consultations_close_links_of_account();

CREATE TRIGGER consultations_cancelled AFTER UPDATE OF status ON public.consultations_appointment FOR EACH ROW WHEN ((((new.status)::text = 'cancelled'::text) AND ((old.status)::text <> 'cancelled'::text))) EXECUTE FUNCTION public.consultations_close_links_of_cancelled();

CREATE TRIGGER hold_frees_busy BEFORE DELETE ON public.consultations_hold FOR EACH ROW EXECUTE FUNCTION public.consultations_hold_changed();

CREATE TRIGGER hold_keeps_busy AFTER INSERT OR UPDATE OF advisor_id, room_id, busy ON public.consultations_hold FOR EACH ROW EXECUTE FUNCTION public.consultations_hold_changed();

CREATE TRIGGER journal_event_append_only BEFORE DELETE OR UPDATE ON public.journal_event FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_custodymovement_append_only BEFORE DELETE OR UPDATE ON public.materials_custodymovement FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_evaluation_append_only BEFORE DELETE OR UPDATE ON public.materials_evaluation FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_incident_append_only BEFORE DELETE OR UPDATE ON public.materials_incident FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_incidentoutcome_append_only BEFORE DELETE OR UPDATE ON public.materials_incidentoutcome FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_mark_append_only BEFORE DELETE OR UPDATE ON public.materials_mark FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_receipt_append_only BEFORE DELETE OR UPDATE ON public.materials_receipt FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_receiptitem_append_only BEFORE DELETE OR UPDATE ON public.materials_receiptitem FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER materials_stone_cut_grade BEFORE INSERT OR UPDATE OF cut_grade, cut_id ON public.materials_stone FOR EACH ROW EXECUTE FUNCTION public.materials_check_cut_grade();

CREATE TRIGGER materials_supplierstatement_append_only BEFORE DELETE OR UPDATE ON public.materials_supplierstatement FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_approval_append_only BEFORE DELETE OR UPDATE ON public.orders_approval FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_cancellation_append_only BEFORE DELETE OR UPDATE ON public.orders_cancellation FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_changesignature_append_only BEFORE DELETE OR UPDATE ON public.orders_changesignature FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_optionstone_guard BEFORE INSERT OR DELETE OR UPDATE ON public.orders_optionstone FOR EACH ROW EXECUTE FUNCTION public.orders_guard_offer();

CREATE TRIGGER orders_payment_append_only BEFORE DELETE OR UPDATE ON public.orders_payment FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_quote_terms BEFORE UPDATE OF currency, tax_name, tax_rate, schedule, revisions_included, revision_price, terms ON public.orders_quote FOR EACH ROW WHEN ((((old.status)::text <> 'draft'::text) AND ((((((((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR ((old.tax_name)::text IS DISTINCT FROM (new.tax_name)::text)) OR (old.tax_rate IS DISTINCT FROM new.tax_rate)) OR (old.schedule IS DISTINCT FROM new.schedule)) OR (old.revisions_included IS DISTINCT FROM new.revisions_included)) OR (old.revision_price IS DISTINCT FROM new.revision_price)) OR (old.terms IS DISTINCT FROM new.terms)))) EXECUTE FUNCTION public.orders_guard_terms();

CREATE TRIGGER orders_quoteline_guard BEFORE INSERT OR DELETE OR UPDATE ON public.orders_quoteline FOR EACH ROW EXECUTE FUNCTION public.orders_guard_offer();

CREATE TRIGGER orders_quoteoption_guard BEFORE INSERT OR DELETE OR UPDATE ON public.orders_quoteoption FOR EACH ROW EXECUTE FUNCTION public.orders_guard_offer();

CREATE TRIGGER orders_remark_append_only BEFORE DELETE OR UPDATE ON public.orders_remark FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_reportwaiver_append_only BEFORE DELETE OR UPDATE ON public.orders_reportwaiver FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_revisionapproval_append_only BEFORE DELETE OR UPDATE ON public.orders_revisionapproval FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER orders_stoneproof_append_only BEFORE DELETE OR UPDATE ON public.orders_stoneproof FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER production_benchupdate_append_only BEFORE DELETE OR UPDATE ON public.production_benchupdate FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER production_metalclosing_append_only BEFORE DELETE OR UPDATE ON public.production_metalclosing FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

CREATE TRIGGER production_weighing_append_only BEFORE DELETE OR UPDATE OF job_id, run_id, jeweller_id, alloy_id, fineness, carried, issued, grams_in, grams_out, stones_in, stones_out, scrap, lemel, unaccounted, doubt, at ON public.production_weighing FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_change();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_advising_topics
    ADD CONSTRAINT consultations_advisi_advising_id_9695b195_fk_consultat FOREIGN KEY (advising_id) REFERENCES public.consultations_advising(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_advising_topics
    ADD CONSTRAINT consultations_advisi_topic_id_1aa48287_fk_consultat FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_advising
    ADD CONSTRAINT consultations_advising_advisor_id_d049ffc3_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_advisorhours
    ADD CONSTRAINT consultations_adviso_advisor_id_59561380_fk_people_us FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_advisorhours
    ADD CONSTRAINT consultations_adviso_place_id_1072f0d5_fk_consultat FOREIGN KEY (place_id) REFERENCES public.consultations_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointmentreceipt
    ADD CONSTRAINT consultations_appoin_appointment_id_91a6dd9a_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appoin_client_id_2c8f7619_fk_people_cl FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appoin_commission_id_1aafca11_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointmentreceipt
    ADD CONSTRAINT consultations_appoin_receipt_id_23da97a1_fk_materials FOREIGN KEY (receipt_id) REFERENCES public.materials_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appoin_room_id_3663b952_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appoin_topic_id_448e8136_fk_consultat FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_appointment
    ADD CONSTRAINT consultations_appointment_advisor_id_6ffaaaf8_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT consultations_busyti_appointment_id_b8f090ee_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT consultations_busyti_hold_id_2330b878_fk_consultat FOREIGN KEY (hold_id) REFERENCES public.consultations_hold(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT consultations_busyti_room_id_cb6eb4ff_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_busytime
    ADD CONSTRAINT consultations_busytime_advisor_id_dcda1b81_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_calendarfeed
    ADD CONSTRAINT consultations_calend_advisor_id_2e31b5a8_fk_people_us FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_companion
    ADD CONSTRAINT consultations_compan_appointment_id_f234d5d2_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_companion
    ADD CONSTRAINT consultations_companion_advisor_id_1ffc47ec_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_dateoverride
    ADD CONSTRAINT consultations_dateov_advisor_id_993f0802_fk_people_us FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_dateoverride
    ADD CONSTRAINT consultations_dateov_place_id_aaa5447e_fk_consultat FOREIGN KEY (place_id) REFERENCES public.consultations_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_follow_appointment_id_a39f513a_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_follow_commission_id_548ccc55_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_follow_written_id_65bc7da5_fk_consultat FOREIGN KEY (written_id) REFERENCES public.consultations_writtenconsultation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_followup_assignee_id_d9f891bb_fk_people_user_id FOREIGN KEY (assignee_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_followup_client_id_52370aea_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_followup
    ADD CONSTRAINT consultations_followup_done_by_id_d4a60866_fk_people_user_id FOREIGN KEY (done_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_advisor_id_721fe89a_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_client_id_cdd3677f_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_commission_id_24576104_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_moving_id_27588eff_fk_consultat FOREIGN KEY (moving_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_room_id_b455e74c_fk_consultations_room_id FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_hold
    ADD CONSTRAINT consultations_hold_topic_id_324d5640_fk_consultations_topic_id FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invita_appointment_id_86ca5936_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invita_commission_id_5c975ed9_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invita_room_id_d409924b_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invita_topic_id_915809b5_fk_consultat FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invitation_advisor_id_e62e5972_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_invitation
    ADD CONSTRAINT consultations_invitation_client_id_9c7cdfcc_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_placehours
    ADD CONSTRAINT consultations_placeh_place_id_6cb5fb6c_fk_consultat FOREIGN KEY (place_id) REFERENCES public.consultations_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_record_appointment_id_4c121055_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_record_saved_by_id_bba1a74d_fk_people_us FOREIGN KEY (saved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_recorddraft
    ADD CONSTRAINT consultations_record_written_id_c7ecac05_fk_consultat FOREIGN KEY (written_id) REFERENCES public.consultations_writtenconsultation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_reminder
    ADD CONSTRAINT consultations_remind_appointment_id_c7a62407_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT consultations_room_place_id_d129215f_fk_consultations_place_id FOREIGN KEY (place_id) REFERENCES public.consultations_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotof_entry_id_bbfaed8c_fk_consultat FOREIGN KEY (entry_id) REFERENCES public.consultations_waitinglistentry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotof_hold_id_01b02a45_fk_consultat FOREIGN KEY (hold_id) REFERENCES public.consultations_hold(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotof_room_id_78b9cc9d_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_slotoffer
    ADD CONSTRAINT consultations_slotoffer_advisor_id_0be4702c_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitin_advisor_id_dbda2ffa_fk_people_us FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitin_appointment_id_4dcfda8a_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitin_client_id_26eba9cf_fk_people_cl FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitin_commission_id_72906d26_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_waitinglistentry
    ADD CONSTRAINT consultations_waitin_topic_id_fd6564d2_fk_consultat FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writte_advisor_id_8dbf41b6_fk_people_us FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writte_client_id_c228b7a5_fk_people_cl FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writte_commission_id_6ac9f1a8_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consultations_writtenconsultation
    ADD CONSTRAINT consultations_writte_topic_id_b5489392_fk_consultat FOREIGN KEY (topic_id) REFERENCES public.consultations_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_alloys
    ADD CONSTRAINT designs_design_alloys_alloy_id_2776ead8_fk_materials_alloy_id FOREIGN KEY (alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_alloys
    ADD CONSTRAINT designs_design_alloys_design_id_5e72d3c0_fk_designs_design_id FOREIGN KEY (design_id) REFERENCES public.designs_design(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_cut_choices
    ADD CONSTRAINT designs_design_cut_c_design_id_7cbf235b_fk_designs_d FOREIGN KEY (design_id) REFERENCES public.designs_design(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_cut_choices
    ADD CONSTRAINT designs_design_cut_choices_cut_id_39627e12_fk_materials_cut_id FOREIGN KEY (cut_id) REFERENCES public.materials_cut(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design
    ADD CONSTRAINT designs_design_default_alloy_id_32d2810a_fk_materials_alloy_id FOREIGN KEY (default_alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_stone_choices
    ADD CONSTRAINT designs_design_stone_design_id_7b4122f8_fk_designs_d FOREIGN KEY (design_id) REFERENCES public.designs_design(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.designs_design_stone_choices
    ADD CONSTRAINT designs_design_stone_stonevariety_id_d843451b_fk_materials FOREIGN KEY (stonevariety_id) REFERENCES public.materials_stonevariety(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.journal_event
    ADD CONSTRAINT journal_event_actor_user_id_252a1f4c_fk_people_user_id FOREIGN KEY (actor_user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_alloy
    ADD CONSTRAINT materials_alloy_metal_id_d845f334_fk_materials_metal_id FOREIGN KEY (metal_id) REFERENCES public.materials_metal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_broughtpiece
    ADD CONSTRAINT materials_broughtpiece_owner_id_69ec8445_fk_people_client_id FOREIGN KEY (owner_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_custodymovement
    ADD CONSTRAINT materials_custodymov_brought_piece_id_0114654d_fk_materials FOREIGN KEY (brought_piece_id) REFERENCES public.materials_broughtpiece(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_custodymovement
    ADD CONSTRAINT materials_custodymov_stone_id_dcf23f63_fk_materials FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_map_picture_id_7ad1598b_fk_pictures_ FOREIGN KEY (map_picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_report_id_691e4eb8_fk_materials FOREIGN KEY (report_id) REFERENCES public.materials_laboratoryreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluationdraft
    ADD CONSTRAINT materials_evaluation_stone_id_08b4da94_fk_materials FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_stone_id_aebe2b15_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluation
    ADD CONSTRAINT materials_evaluation_variety_id_0e10c37e_fk_materials FOREIGN KEY (variety_id) REFERENCES public.materials_stonevariety(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_evaluationdraft
    ADD CONSTRAINT materials_evaluationdraft_by_id_c4c4f224_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_goodspicture
    ADD CONSTRAINT materials_goodspictu_brought_piece_id_83722853_fk_materials FOREIGN KEY (brought_piece_id) REFERENCES public.materials_broughtpiece(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_goodspicture
    ADD CONSTRAINT materials_goodspictu_picture_id_6a5cd274_fk_pictures_ FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_goodspicture
    ADD CONSTRAINT materials_goodspicture_stone_id_9ec99614_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_incident
    ADD CONSTRAINT materials_incident_brought_piece_id_8059f435_fk_materials FOREIGN KEY (brought_piece_id) REFERENCES public.materials_broughtpiece(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_incident
    ADD CONSTRAINT materials_incident_picture_id_49660a65_fk_pictures_picture_id FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_incident
    ADD CONSTRAINT materials_incident_stone_id_558581a7_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_incidentoutcome
    ADD CONSTRAINT materials_incidentou_incident_id_9ad1a1b0_fk_materials FOREIGN KEY (incident_id) REFERENCES public.materials_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_begun_by_id_65ca168d_fk_people_user_id FOREIGN KEY (begun_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_client_id_05ad8e04_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_intake
    ADD CONSTRAINT materials_intake_receipt_id_a1f148c6_fk_materials_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.materials_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_intakepicture
    ADD CONSTRAINT materials_intakepict_intake_id_0f87a4c5_fk_materials FOREIGN KEY (intake_id) REFERENCES public.materials_intake(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_intakepicture
    ADD CONSTRAINT materials_intakepict_picture_id_c91c23ca_fk_pictures_ FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_laboratoryreport
    ADD CONSTRAINT materials_laboratory_document_id_005b6282_fk_files_sto FOREIGN KEY (document_id) REFERENCES public.files_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_laboratoryreport
    ADD CONSTRAINT materials_laboratory_stone_id_f9804986_fk_materials FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_mark
    ADD CONSTRAINT materials_mark_evaluation_id_23afdb5c_fk_materials FOREIGN KEY (evaluation_id) REFERENCES public.materials_evaluation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_mark
    ADD CONSTRAINT materials_mark_goods_picture_id_ae2532c5_fk_materials FOREIGN KEY (goods_picture_id) REFERENCES public.materials_goodspicture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_memo
    ADD CONSTRAINT materials_memo_dealer_id_9a65432c_fk_materials_supplier_id FOREIGN KEY (dealer_id) REFERENCES public.materials_supplier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_metallot
    ADD CONSTRAINT materials_metallot_alloy_id_96e880b7_fk_materials_alloy_id FOREIGN KEY (alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_metallot
    ADD CONSTRAINT materials_metallot_statement_id_9a93c8c5_fk_materials FOREIGN KEY (statement_id) REFERENCES public.materials_supplierstatement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_metallot
    ADD CONSTRAINT materials_metallot_supplier_id_626a4f90_fk_materials FOREIGN KEY (supplier_id) REFERENCES public.materials_supplier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_metalprice
    ADD CONSTRAINT materials_metalprice_metal_id_86728728_fk_materials_metal_id FOREIGN KEY (metal_id) REFERENCES public.materials_metal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_receipt
    ADD CONSTRAINT materials_receipt_client_id_5d08f8ab_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT materials_receiptite_brought_piece_id_1fed196a_fk_materials FOREIGN KEY (brought_piece_id) REFERENCES public.materials_broughtpiece(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT materials_receiptite_receipt_id_663a7b74_fk_materials FOREIGN KEY (receipt_id) REFERENCES public.materials_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_receiptitem
    ADD CONSTRAINT materials_receiptitem_stone_id_3eb24bac_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_cut_id_ff3ec33f_fk_materials_cut_id FOREIGN KEY (cut_id) REFERENCES public.materials_cut(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_memo_id_0e266b14_fk_materials_memo_id FOREIGN KEY (memo_id) REFERENCES public.materials_memo(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_owner_id_725d9e51_fk_people_client_id FOREIGN KEY (owner_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_statement_id_b4090f09_fk_materials FOREIGN KEY (statement_id) REFERENCES public.materials_supplierstatement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_supplier_id_dd903269_fk_materials_supplier_id FOREIGN KEY (supplier_id) REFERENCES public.materials_supplier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stone
    ADD CONSTRAINT materials_stone_variety_id_ca5e4374_fk_materials FOREIGN KEY (variety_id) REFERENCES public.materials_stonevariety(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_stoneprice
    ADD CONSTRAINT materials_stoneprice_variety_id_99fad5b1_fk_materials FOREIGN KEY (variety_id) REFERENCES public.materials_stonevariety(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_supplierstatement
    ADD CONSTRAINT materials_supplierst_document_id_783213c4_fk_files_sto FOREIGN KEY (document_id) REFERENCES public.files_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.materials_supplierstatement
    ADD CONSTRAINT materials_supplierst_supplier_id_14cf5995_fk_materials FOREIGN KEY (supplier_id) REFERENCES public.materials_supplier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_commission_id_fd70f83d_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_option_id_54a6c029_fk_orders_quoteoption_id FOREIGN KEY (option_id) REFERENCES public.orders_quoteoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_quote_id_1485c24b_fk_orders_quote_id FOREIGN KEY (quote_id) REFERENCES public.orders_quote(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_approval
    ADD CONSTRAINT orders_approval_signed_by_id_f0975e2d_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_cancellation
    ADD CONSTRAINT orders_cancellation_commission_id_39e36510_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_cancellation
    ADD CONSTRAINT orders_cancellation_tier_id_7627e02f_fk_orders_ca FOREIGN KEY (tier_id) REFERENCES public.orders_cancellationtier(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_changeline
    ADD CONSTRAINT orders_changeline_change_id_6980ac4a_fk_orders_changeorder_id FOREIGN KEY (change_id) REFERENCES public.orders_changeorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_changeorder
    ADD CONSTRAINT orders_changeorder_commission_id_d89186bd_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_changesignature
    ADD CONSTRAINT orders_changesignatu_change_id_980e9c3a_fk_orders_ch FOREIGN KEY (change_id) REFERENCES public.orders_changeorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_changesignature
    ADD CONSTRAINT orders_changesignature_signed_by_id_6c32a546_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_checkout
    ADD CONSTRAINT orders_checkout_commission_id_fa376d13_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commission
    ADD CONSTRAINT orders_commission_advisor_id_421c54fb_fk_people_user_id FOREIGN KEY (advisor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commission
    ADD CONSTRAINT orders_commission_client_id_284e74e8_fk_people_client_id FOREIGN KEY (client_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commissionpicture
    ADD CONSTRAINT orders_commissionpic_commission_id_78cc0c53_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commissionpicture
    ADD CONSTRAINT orders_commissionpic_picture_id_d1944fdb_fk_pictures_ FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commissionstone
    ADD CONSTRAINT orders_commissionsto_commission_id_735b442e_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_commissionstone
    ADD CONSTRAINT orders_commissionstone_stone_id_f238dfe9_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_instalment
    ADD CONSTRAINT orders_instalment_change_id_bf8ccdc8_fk_orders_changeorder_id FOREIGN KEY (change_id) REFERENCES public.orders_changeorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_instalment
    ADD CONSTRAINT orders_instalment_commission_id_1beaf604_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_message
    ADD CONSTRAINT orders_message_author_id_42e29634_fk_people_user_id FOREIGN KEY (author_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_message
    ADD CONSTRAINT orders_message_commission_id_6a42a0fd_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_optionstone
    ADD CONSTRAINT orders_optionstone_option_id_5d509028_fk_orders_quoteoption_id FOREIGN KEY (option_id) REFERENCES public.orders_quoteoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_optionstone
    ADD CONSTRAINT orders_optionstone_stone_id_eb5e465b_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_checkout_id_7c90c080_fk_orders_checkout_id FOREIGN KEY (checkout_id) REFERENCES public.orders_checkout(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_commission_id_2b7ad822_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_recorded_by_id_73c3c223_fk_people_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_payment
    ADD CONSTRAINT orders_payment_reverses_id_c3624db0_fk_orders_payment_id FOREIGN KEY (reverses_id) REFERENCES public.orders_payment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_alloy_id_8f19d2f0_fk_materials_alloy_id FOREIGN KEY (alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_chain_style_id_41d404f7_fk_materials_chainstyle_id FOREIGN KEY (chain_style_id) REFERENCES public.materials_chainstyle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_commission_id_c272ef0a_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_cut_id_592ac606_fk_materials_cut_id FOREIGN KEY (cut_id) REFERENCES public.materials_cut(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_design_id_4ee14165_fk_designs_design_id FOREIGN KEY (design_id) REFERENCES public.designs_design(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_setting_id_2247c4c3_fk_materials_setting_id FOREIGN KEY (setting_id) REFERENCES public.materials_setting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_piece
    ADD CONSTRAINT orders_piece_stone_variety_id_0ae30f05_fk_materials FOREIGN KEY (stone_variety_id) REFERENCES public.materials_stonevariety(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_pin
    ADD CONSTRAINT orders_pin_file_id_3a459bba_fk_orders_revisionfile_id FOREIGN KEY (file_id) REFERENCES public.orders_revisionfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_providerevent
    ADD CONSTRAINT orders_providerevent_commission_id_e3eb432c_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quote
    ADD CONSTRAINT orders_quote_commission_id_129fe70f_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quoteline
    ADD CONSTRAINT orders_quoteline_metal_price_id_e4e0683f_fk_materials FOREIGN KEY (metal_price_id) REFERENCES public.materials_metalprice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quoteline
    ADD CONSTRAINT orders_quoteline_option_id_ab03563d_fk_orders_quoteoption_id FOREIGN KEY (option_id) REFERENCES public.orders_quoteoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quoteline
    ADD CONSTRAINT orders_quoteline_stone_id_5a3b38d8_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quoteoption
    ADD CONSTRAINT orders_quoteoption_alloy_id_242e33ea_fk_materials_alloy_id FOREIGN KEY (alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_quoteoption
    ADD CONSTRAINT orders_quoteoption_quote_id_f74fd1ca_fk_orders_quote_id FOREIGN KEY (quote_id) REFERENCES public.orders_quote(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_remark
    ADD CONSTRAINT orders_remark_author_id_49db96f4_fk_people_user_id FOREIGN KEY (author_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_remark
    ADD CONSTRAINT orders_remark_pin_id_b15467ba_fk_orders_pin_id FOREIGN KEY (pin_id) REFERENCES public.orders_pin(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_remark
    ADD CONSTRAINT orders_remark_revision_id_84e3112e_fk_orders_revision_id FOREIGN KEY (revision_id) REFERENCES public.orders_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_reportwaiver
    ADD CONSTRAINT orders_reportwaiver_commission_id_b39f05a0_fk_orders_co FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_reportwaiver
    ADD CONSTRAINT orders_reportwaiver_stone_id_e13360b6_fk_materials_stone_id FOREIGN KEY (stone_id) REFERENCES public.materials_stone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revision
    ADD CONSTRAINT orders_revision_commission_id_839c2233_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revisionapproval
    ADD CONSTRAINT orders_revisionappro_revision_id_883e0dcd_fk_orders_re FOREIGN KEY (revision_id) REFERENCES public.orders_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revisionapproval
    ADD CONSTRAINT orders_revisionapproval_signed_by_id_0117306d_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_file_id_b6591b5a_fk_files_storedfile_id FOREIGN KEY (file_id) REFERENCES public.files_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_picture_id_599bc344_fk_pictures_picture_id FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_revisionfile
    ADD CONSTRAINT orders_revisionfile_revision_id_65500dec_fk_orders_revision_id FOREIGN KEY (revision_id) REFERENCES public.orders_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_stoneproof
    ADD CONSTRAINT orders_stoneproof_jeweller_id_ad380fe5_fk_people_jeweller_id FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_stoneproof
    ADD CONSTRAINT orders_stoneproof_picture_id_10e226f7_fk_pictures_picture_id FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_stoneproof
    ADD CONSTRAINT orders_stoneproof_promise_id_2bcd4556_fk_orders_co FOREIGN KEY (promise_id) REFERENCES public.orders_commissionstone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ownership_certificate
    ADD CONSTRAINT ownership_certificate_serial_id_e4289294_fk_ownership_serial_id FOREIGN KEY (serial_id) REFERENCES public.ownership_serial(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ownership_ownership
    ADD CONSTRAINT ownership_ownership_owner_id_05b3935f_fk_people_client_id FOREIGN KEY (owner_id) REFERENCES public.people_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ownership_ownership
    ADD CONSTRAINT ownership_ownership_serial_id_7e9375cd_fk_ownership_serial_id FOREIGN KEY (serial_id) REFERENCES public.ownership_serial(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT ownership_serial_job_id_a2a34b20_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ownership_serial
    ADD CONSTRAINT ownership_serial_replaced_by_id_cc4a52d9_fk_ownership_serial_id FOREIGN KEY (replaced_by_id) REFERENCES public.ownership_serial(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_client
    ADD CONSTRAINT people_client_user_id_235e89d8_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_emailedcode
    ADD CONSTRAINT people_emailedcode_user_id_2f9b4032_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_jeweller
    ADD CONSTRAINT people_jeweller_user_id_debac13c_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_pinlock
    ADD CONSTRAINT people_pinlock_jeweller_id_7ddf5c56_fk_people_jeweller_id FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_pinlock
    ADD CONSTRAINT people_pinlock_tablet_id_d79ff152_fk_people_tablet_id FOREIGN KEY (tablet_id) REFERENCES public.people_tablet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_staffmember
    ADD CONSTRAINT people_staffmember_user_id_9ba85578_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_tablet
    ADD CONSTRAINT people_tablet_enrolled_by_id_989e55db_fk_people_user_id FOREIGN KEY (enrolled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_group_id_1f0237d0_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_290df956_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_per_permission_id_55f01ef0_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_user_id_7d19557b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.pictures_rendition
    ADD CONSTRAINT pictures_rendition_picture_id_649603bf_fk_pictures_picture_id FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_benchupdate
    ADD CONSTRAINT production_benchupda_jeweller_id_31e0e03e_fk_people_je FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_benchupdate
    ADD CONSTRAINT production_benchupdate_job_id_c2c2be6a_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_benchupdate
    ADD CONSTRAINT production_benchupdate_tablet_id_0a3609e1_fk_people_tablet_id FOREIGN KEY (tablet_id) REFERENCES public.people_tablet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_helpcall
    ADD CONSTRAINT production_helpcall_jeweller_id_fa824bce_fk_people_jeweller_id FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_helpcall
    ADD CONSTRAINT production_helpcall_job_id_a84410e9_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_helpcall
    ADD CONSTRAINT production_helpcall_tablet_id_41bde76e_fk_people_tablet_id FOREIGN KEY (tablet_id) REFERENCES public.people_tablet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_job
    ADD CONSTRAINT production_job_approval_id_be8beddc_fk_orders_approval_id FOREIGN KEY (approval_id) REFERENCES public.orders_approval(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_job
    ADD CONSTRAINT production_job_commission_id_c6ed480c_fk_orders_commission_id FOREIGN KEY (commission_id) REFERENCES public.orders_commission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_joblot
    ADD CONSTRAINT production_joblot_job_id_50fe7b3d_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_joblot
    ADD CONSTRAINT production_joblot_lot_id_bb878c5b_fk_materials_metallot_id FOREIGN KEY (lot_id) REFERENCES public.materials_metallot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_jobstage
    ADD CONSTRAINT production_jobstage_job_id_05763d78_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_jobstage
    ADD CONSTRAINT production_jobstage_stage_id_7821ea05_fk_production_stage_id FOREIGN KEY (stage_id) REFERENCES public.production_stage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_metalclosing
    ADD CONSTRAINT production_metalclosing_job_id_95bda020_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerrevi_back_to_id_4ea32321_fk_productio FOREIGN KEY (back_to_id) REFERENCES public.production_jobstage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerrevi_reason_id_929b1a9b_fk_productio FOREIGN KEY (reason_id) REFERENCES public.production_reasoncode(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerrevi_run_id_81270dc7_fk_productio FOREIGN KEY (run_id) REFERENCES public.production_stagerun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_ownerreview
    ADD CONSTRAINT production_ownerreview_job_id_44eed19b_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_reasoncode
    ADD CONSTRAINT production_reasoncod_back_to_id_38599bf8_fk_productio FOREIGN KEY (back_to_id) REFERENCES public.production_stage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_reasoncode
    ADD CONSTRAINT production_reasoncode_stage_id_f29570ce_fk_production_stage_id FOREIGN KEY (stage_id) REFERENCES public.production_stage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_routestage
    ADD CONSTRAINT production_routestage_route_id_ab672938_fk_production_route_id FOREIGN KEY (route_id) REFERENCES public.production_route(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_routestage
    ADD CONSTRAINT production_routestage_stage_id_4aed8afe_fk_production_stage_id FOREIGN KEY (stage_id) REFERENCES public.production_stage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_runpicture
    ADD CONSTRAINT production_runpictur_picture_id_da3cade1_fk_pictures_ FOREIGN KEY (picture_id) REFERENCES public.pictures_picture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_runpicture
    ADD CONSTRAINT production_runpicture_run_id_a1beaaac_fk_production_stagerun_id FOREIGN KEY (run_id) REFERENCES public.production_stagerun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stage
    ADD CONSTRAINT production_stage_not_by_stage_id_e9e32610_fk_productio FOREIGN KEY (not_by_stage_id) REFERENCES public.production_stage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_jeweller_id_a06e26c8_fk_people_jeweller_id FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_job_id_ef42e795_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_reason_id_b22b00c6_fk_productio FOREIGN KEY (reason_id) REFERENCES public.production_reasoncode(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_second_reader_id_cfe43290_fk_people_je FOREIGN KEY (second_reader_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_stagerun
    ADD CONSTRAINT production_stagerun_stage_id_2c60b632_fk_production_jobstage_id FOREIGN KEY (stage_id) REFERENCES public.production_jobstage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_tryon
    ADD CONSTRAINT production_tryon_appointment_id_bf2eda97_fk_consultat FOREIGN KEY (appointment_id) REFERENCES public.consultations_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_tryon
    ADD CONSTRAINT production_tryon_run_id_a3fa3ace_fk_production_stagerun_id FOREIGN KEY (run_id) REFERENCES public.production_stagerun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_weighing
    ADD CONSTRAINT production_weighing_alloy_id_f5ca84b4_fk_materials_alloy_id FOREIGN KEY (alloy_id) REFERENCES public.materials_alloy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_weighing
    ADD CONSTRAINT production_weighing_jeweller_id_9a55a9fe_fk_people_jeweller_id FOREIGN KEY (jeweller_id) REFERENCES public.people_jeweller(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_weighing
    ADD CONSTRAINT production_weighing_job_id_0c1f06d9_fk_production_job_id FOREIGN KEY (job_id) REFERENCES public.production_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_weighing
    ADD CONSTRAINT production_weighing_run_id_95460bcd_fk_production_stagerun_id FOREIGN KEY (run_id) REFERENCES public.production_stagerun(id) DEFERRABLE INITIALLY DEFERRED;

INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('admin', '0001_initial', now()),
    ('admin', '0002_logentry_remove_auto_add', now()),
    ('admin', '0003_logentry_add_action_flag_choices', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('consultations', '0001_initial', now()),
    ('consultations', '0002_guards', now()),
    ('consultations', '0003_add_timed_at', now()),
    ('consultations', '0004_furnish_the_diary', now()),
    ('consultations', '0005_give_rooms_a_place', now()),
    ('consultations', '0006_require_a_place', now()),
    ('consultations', '0007_guard_busy_time', now()),
    ('consultations', '0008_wait_once_for_the_same', now()),
    ('consultations', '0009_keep_drafts_of_records', now()),
    ('consultations', '0010_close_links_of_old_addresses', now()),
    ('consultations', '0011_note_who_proposed_a_hold', now()),
    ('consultations', '0012_let_a_hold_overlap_what_it_moves', now()),
    ('consultations', '0013_name_advisors', now()),
    ('consultations', '0014_say_special_days', now()),
    ('consultations', '0015_keep_one_time_per_client', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('designs', '0001_initial', now()),
    ('designs', '0002_add_reference_measures', now()),
    ('files', '0001_initial', now()),
    ('house', '0001_initial', now()),
    ('house', '0002_check_time_zone', now()),
    ('house', '0003_add_pricing_and_numbers', now()),
    ('house', '0004_add_stone_markup', now()),
    ('house', '0005_add_given_defaults', now()),
    ('journal', '0001_initial', now()),
    ('journal', '0002_guards', now()),
    ('journal', '0003_name_outgoing_mail', now()),
    ('journal', '0004_encode_dates', now()),
    ('journal', '0005_drop_what_is_stale', now()),
    ('materials', '0001_initial', now()),
    ('materials', '0002_guards', now()),
    ('materials', '0003_add_prices_and_grades', now()),
    ('materials', '0004_add_equal_sided_cuts', now()),
    ('materials', '0005_add_provenance_and_custody', now()),
    ('materials', '0006_move_reports_and_memos', now()),
    ('materials', '0007_drop_what_was_moved', now()),
    ('materials', '0008_guards', now()),
    ('materials', '0009_add_request_id_and_words_for_client', now()),
    ('materials', '0010_refuse_cut_grades', now()),
    ('materials', '0011_ask_for_recycled_share', now()),
    ('materials', '0012_add_evaluations_intakes_and_marks', now()),
    ('materials', '0013_carry_marks_over', now()),
    ('materials', '0014_add_evaluation_drafts', now()),
    ('materials', '0015_let_gravity_be_unknown', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('orders', '0001_initial', now()),
    ('orders', '0002_guards', now()),
    ('orders', '0003_add_request_answers', now()),
    ('orders', '0004_add_payments_changes_and_revisions', now()),
    ('orders', '0005_divide_prices_by_schedule', now()),
    ('orders', '0006_guards', now()),
    ('orders', '0007_let_money_go_back', now()),
    ('orders', '0008_measure_solids', now()),
    ('orders', '0009_add_report_waiver', now()),
    ('orders', '0010_guard_sent_offers', now()),
    ('orders', '0011_name_commission_of_event', now()),
    ('orders', '0012_add_up_settlements', now()),
    ('orders', '0013_prove_stones', now()),
    ('orders', '0014_guard_stone_proofs', now()),
    ('ownership', '0001_initial', now()),
    ('ownership', '0002_count_checks', now()),
    ('people', '0001_initial', now()),
    ('people', '0002_trust_jewellers_with_pictures', now()),
    ('people', '0003_let_clients_only_telephone', now()),
    ('pictures', '0001_initial', now()),
    ('pictures', '0002_lease_waiting', now()),
    ('production', '0001_initial', now()),
    ('production', '0002_keep_update_bodies_and_order_by_promise', now()),
    ('production', '0003_guards', now()),
    ('production', '0004_mark_incidents', now()),
    ('production', '0005_drop_job_inscription', now()),
    ('production', '0006_list_open_jobs_first', now()),
    ('production', '0007_add_lots_and_needs_paid', now()),
    ('production', '0008_hear_what_happens_above', now()),
    ('production', '0009_call_what_is_void_void', now()),
    ('production', '0010_wait_for_a_reason', now()),
    ('production', '0011_keep_metal_ledger', now()),
    ('production', '0012_guard_metal_ledger', now()),
    ('production', '0013_stop_for_the_owner', now()),
    ('production', '0014_hand_over_and_call', now()),
    ('production', '0015_copy_the_whole_route', now()),
    ('production', '0016_keep_pairs_and_try_ons', now()),
    ('production', '0017_keep_usual_losses', now()),
    ('production', '0018_give_kinds_routes', now()),
    ('production', '0019_want_all_three_days', now()),
    ('sessions', '0001_initial', now());
