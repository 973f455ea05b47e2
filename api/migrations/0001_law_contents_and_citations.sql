CREATE TABLE "article_citations" (
	"version_id" text NOT NULL,
	"position" integer NOT NULL,
	"law_key" text NOT NULL,
	"number" text NOT NULL,
	CONSTRAINT "article_citations_version_id_position_law_key_number_pk" PRIMARY KEY("version_id","position","law_key","number")
);
--> statement-breakpoint
ALTER TABLE "law_versions" ADD COLUMN "contents" jsonb;--> statement-breakpoint
ALTER TABLE "article_citations" ADD CONSTRAINT "article_citations_version_id_law_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."law_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_citations_cited" ON "article_citations" USING btree ("law_key","number");