CREATE TABLE "power_versions" (
	"power_id" text NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"state" text NOT NULL,
	"line" jsonb NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "power_versions_power_id_version_pk" PRIMARY KEY("power_id","version")
);
--> statement-breakpoint
CREATE TABLE "powers" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"parent_id" text,
	"kind" text NOT NULL,
	"section" text NOT NULL,
	"law" text NOT NULL,
	"article" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"line" jsonb NOT NULL,
	"state" text NOT NULL,
	"reviewed_on" date,
	"version" integer NOT NULL,
	"words" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "powers_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "power_versions" ADD CONSTRAINT "power_versions_power_id_powers_id_fk" FOREIGN KEY ("power_id") REFERENCES "public"."powers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "powers_parent" ON "powers" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "powers_kind" ON "powers" USING btree ("kind","code");--> statement-breakpoint
CREATE INDEX "powers_law" ON "powers" USING btree ("law","article");