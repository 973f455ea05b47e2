CREATE TABLE "guide_articles" (
	"law" text NOT NULL,
	"article" text NOT NULL,
	"text_hash" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "guide_articles_law_article_pk" PRIMARY KEY("law","article")
);
--> statement-breakpoint
CREATE TABLE "guide_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guide" text NOT NULL,
	"reason" text NOT NULL,
	"matter" text NOT NULL,
	"state" text NOT NULL,
	"reports" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"outcome" text,
	CONSTRAINT "guide_flags_closed" CHECK ((state = 'done') = (closed_at is not null))
);
--> statement-breakpoint
CREATE TABLE "guide_ratings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guide" text NOT NULL,
	"helpful" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "guide_flags_open" ON "guide_flags" USING btree ("guide","reason","matter") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "guide_ratings_guide" ON "guide_ratings" USING btree ("guide","at");