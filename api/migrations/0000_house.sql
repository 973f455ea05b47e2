CREATE SEQUENCE "public"."ticket_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 899999 START WITH 1 CACHE 1 CYCLE;--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"filed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure_versions" (
	"disclosure_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "disclosure_versions_disclosure_id_version_pk" PRIMARY KEY("disclosure_id","version")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "disclosures_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"natural_key" text NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"party_name" text NOT NULL,
	"party_category" text NOT NULL,
	"uscc" text,
	"decided_on" date NOT NULL,
	"published_on" date NOT NULL,
	"withdraw_on" date,
	"term_rule" text NOT NULL,
	"authority" text NOT NULL,
	"station" text,
	"document_number" text,
	"result" text,
	"breach" text,
	"penalty_kinds" text[] DEFAULT '{}' NOT NULL,
	"industry" text,
	"topic" text,
	"fine_yuan" numeric(14, 2),
	"confiscated_yuan" numeric(14, 2),
	"severity" text,
	"detail" jsonb NOT NULL,
	"laws" jsonb NOT NULL,
	"data_key_id" uuid,
	"sealed" "bytea",
	"version" integer NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawal" text,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosures_seq_unique" UNIQUE("seq"),
	CONSTRAINT "disclosures_natural_key_unique" UNIQUE("natural_key"),
	CONSTRAINT "disclosures_withdrawal" CHECK ((state = 'withdrawn') = (withdrawn_at is not null and withdrawal is not null)),
	CONSTRAINT "disclosures_sealed" CHECK ((sealed is null) = (data_key_id is null))
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"uscc" text PRIMARY KEY NOT NULL,
	"legacy_number" text,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"industry" text,
	"address" text,
	"street" text,
	"station" text,
	"established_on" date,
	"representative" text,
	"demo" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "enterprises_no_operator" CHECK (category <> 'sole-trader' or representative is null)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"bucket" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limits_bucket_window_start_pk" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
CREATE TABLE "article_notes" (
	"law_id" text NOT NULL,
	"number" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"says" text NOT NULL,
	"binds" text NOT NULL,
	"follows" text NOT NULL,
	"example" text NOT NULL,
	"summary_en" text NOT NULL,
	"since" date NOT NULL,
	CONSTRAINT "article_notes_law_id_number_pk" PRIMARY KEY("law_id","number")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"version_id" text NOT NULL,
	"position" integer NOT NULL,
	"number" text NOT NULL,
	"label" text NOT NULL,
	"chapter" text[] NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "articles_version_id_position_pk" PRIMARY KEY("version_id","position")
);
--> statement-breakpoint
CREATE TABLE "law_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"law_id" text NOT NULL,
	"title" text NOT NULL,
	"issuer" text,
	"document_number" text,
	"published_on" date,
	"effective_on" date,
	"ends_on" date,
	"replaced_by" text,
	"preamble" text NOT NULL,
	"source" text NOT NULL,
	"content_hash" text NOT NULL,
	"article_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "laws" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"title_en" text,
	"aliases" text[] NOT NULL,
	"level" text NOT NULL,
	"region" text NOT NULL,
	"topics" text[] NOT NULL,
	"summary_zh" text,
	"summary_en" text,
	"digest_hash" text,
	"url" text,
	CONSTRAINT "laws_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "search_outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"collection" text NOT NULL,
	"refs" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"station" text,
	"section" text,
	"roles" text[] NOT NULL,
	"certificate_number" text,
	"demo" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_users_email_unique" UNIQUE("email"),
	CONSTRAINT "staff_users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "staff_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_clocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"kind" text NOT NULL,
	"unit" text NOT NULL,
	"count" integer NOT NULL,
	"from_on" date NOT NULL,
	"remaining" integer NOT NULL,
	"running_since" date,
	"paused_since" date,
	"paused_units" integer NOT NULL,
	"extended_units" integer NOT NULL,
	"due_on" date,
	"done_on" date,
	"outcome" text,
	"law" text,
	"article" text,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ticket_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"audience" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"params" jsonb NOT NULL,
	"sealed" "bytea",
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_ratings" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"score" smallint NOT NULL,
	"solved" boolean NOT NULL,
	"sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "ticket_ratings_score" CHECK (score between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"ground" text,
	"channel" text NOT NULL,
	"source_number" text,
	"problem" text,
	"object" text,
	"station" text,
	"section" text,
	"street" text,
	"route_rule" text NOT NULL,
	"needs_review" boolean NOT NULL,
	"handler_id" text,
	"respondent_name" text,
	"respondent_uscc" text,
	"amount_yuan" numeric(14, 2),
	"claim_yuan" numeric(14, 2),
	"requests" text[] DEFAULT '{}' NOT NULL,
	"occurred_on" date,
	"received_at" timestamp with time zone NOT NULL,
	"received_on" date NOT NULL,
	"accepted_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"next_due_on" date,
	"locale" text NOT NULL,
	"keep_secret" boolean NOT NULL,
	"anonymous" boolean NOT NULL,
	"wants_reply" boolean NOT NULL,
	"reachable" boolean NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"masked" text NOT NULL,
	"phone_index" text,
	"linked_ticket_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tickets_number_unique" UNIQUE("number"),
	CONSTRAINT "tickets_state" CHECK ((kind = 'complaint' and state in ('submitted', 'dispatched', 'returned-to-desk', 'under-review', 'accepted', 'refused', 'consent', 'delegated', 'mediating', 'recusal-pause', 'testing', 'agreed', 'fulfilment', 'terminated', 'closed')) or (kind = 'report' and state in ('received', 'dispatched', 'returned-to-desk', 'verifying', 'testing', 'filed', 'not-filed', 'not-ours', 'duplicate', 'result', 'closed')) or (kind = 'consultation' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')) or (kind = 'help' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')) or (kind = 'suggestion' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')) or (kind = 'praise' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed'))),
	CONSTRAINT "tickets_closed" CHECK ((state = 'closed') = (closed_at is not null)),
	CONSTRAINT "tickets_unit" CHECK ((station is null) <> (section is null))
);
--> statement-breakpoint
ALTER TABLE "disclosure_versions" ADD CONSTRAINT "disclosure_versions_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_notes" ADD CONSTRAINT "article_notes_law_id_laws_id_fk" FOREIGN KEY ("law_id") REFERENCES "public"."laws"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_version_id_law_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."law_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_versions" ADD CONSTRAINT "law_versions_law_id_laws_id_fk" FOREIGN KEY ("law_id") REFERENCES "public"."laws"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_id_staff_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_two_factors" ADD CONSTRAINT "staff_two_factors_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_clocks" ADD CONSTRAINT "ticket_clocks_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_expiry" ON "conversations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "disclosures_shown" ON "disclosures" USING btree ("decided_on" DESC NULLS LAST,"seq" DESC NULLS LAST) WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "disclosures_party" ON "disclosures" USING btree ("uscc","decided_on");--> statement-breakpoint
CREATE INDEX "disclosures_due" ON "disclosures" USING btree ("withdraw_on") WHERE state = 'published' and withdraw_on is not null;--> statement-breakpoint
CREATE INDEX "enterprises_name" ON "enterprises" USING btree ("name");--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "audit_log" USING btree ("entity","entity_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "articles_number" ON "articles" USING btree ("version_id","number");--> statement-breakpoint
CREATE INDEX "law_versions_law" ON "law_versions" USING btree ("law_id","effective_on");--> statement-breakpoint
CREATE INDEX "laws_level_region" ON "laws" USING btree ("level","region");--> statement-breakpoint
CREATE INDEX "staff_accounts_user" ON "staff_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_user" ON "staff_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_two_factors_user" ON "staff_two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_verifications_identifier" ON "staff_verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "ticket_clocks_ticket" ON "ticket_clocks" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_clocks_running" ON "ticket_clocks" USING btree ("ticket_id","rule") WHERE "ticket_clocks"."done_on" is null;--> statement-breakpoint
CREATE INDEX "ticket_clocks_due" ON "ticket_clocks" USING btree ("due_on") WHERE "ticket_clocks"."done_on" is null;--> statement-breakpoint
CREATE INDEX "ticket_events_ticket" ON "ticket_events" USING btree ("ticket_id","seq");--> statement-breakpoint
CREATE INDEX "tickets_station_queue" ON "tickets" USING btree ("station","next_due_on","received_at") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_section_queue" ON "tickets" USING btree ("section","next_due_on","received_at") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_station_received" ON "tickets" USING btree ("station","received_at");--> statement-breakpoint
CREATE INDEX "tickets_open_due" ON "tickets" USING btree ("next_due_on","received_at") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_received" ON "tickets" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "tickets_phone" ON "tickets" USING btree ("phone_index") WHERE "tickets"."phone_index" is not null;--> statement-breakpoint
CREATE INDEX "tickets_uscc" ON "tickets" USING btree ("respondent_uscc") WHERE "tickets"."respondent_uscc" is not null;--> statement-breakpoint
CREATE INDEX "tickets_source" ON "tickets" USING btree ("channel","source_number") WHERE "tickets"."source_number" is not null;