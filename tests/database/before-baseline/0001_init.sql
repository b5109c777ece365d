-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rate_per_second" INTEGER NOT NULL DEFAULT 2,
    "allowed_countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sandbox_only" BOOLEAN NOT NULL DEFAULT false,
    "retention_days" INTEGER NOT NULL DEFAULT 90,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carrier" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "account_sid" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "calls_per_second" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carrier_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "carrier_pace" (
    "account_id" UUID NOT NULL,
    "carrier_id" UUID NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "carrier_pace_pkey" PRIMARY KEY ("account_id","carrier_id")
);

-- CreateTable
CREATE TABLE "number" (
    "account_id" UUID NOT NULL,
    "e164" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "carrier_id" UUID NOT NULL,
    "voice_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "number_pkey" PRIMARY KEY ("account_id","e164")
);

-- CreateTable
CREATE TABLE "oauth_client" (
    "account_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA,
    "public_jwk" JSONB,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_client_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "oauth_assertion" (
    "account_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_assertion_pkey" PRIMARY KEY ("account_id","client_id","jti")
);

-- CreateTable
CREATE TABLE "oauth_signing_key" (
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_signing_key_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "flow" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "published_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "flow_version" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_version_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "interaction" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "flow_version_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" TEXT,
    "call_result" TEXT,
    "state" JSONB NOT NULL,
    "document" JSONB,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "interaction_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "interaction_event" (
    "account_id" UUID NOT NULL,
    "interaction_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "input_key" TEXT NOT NULL,
    "resume" JSONB NOT NULL,
    "events" JSONB NOT NULL,
    "answer" TEXT,
    "engine" TEXT NOT NULL,

    CONSTRAINT "interaction_event_pkey" PRIMARY KEY ("account_id","interaction_id","seq")
);

-- CreateTable
CREATE TABLE "dial_attempt" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "interaction_id" UUID NOT NULL,
    "visit" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "carrier_id" UUID NOT NULL,
    "from_number" TEXT NOT NULL,
    "to_number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ring_seconds" INTEGER NOT NULL,
    "detect_machine" BOOLEAN NOT NULL DEFAULT false,
    "call_id" TEXT,
    "call_status" TEXT,
    "call_sequence" INTEGER,
    "answered_by" TEXT,
    "carrier_code" INTEGER,
    "sip_code" INTEGER,
    "error" TEXT,
    "duration_seconds" INTEGER,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "dial_at" TIMESTAMPTZ(3) NOT NULL,
    "drop_after" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "ringing_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "dial_attempt_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "leg" (
    "account_id" UUID NOT NULL,
    "interaction_id" UUID NOT NULL,
    "call_id" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "to_number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "sip_code" INTEGER,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "leg_pkey" PRIMARY KEY ("account_id","interaction_id","call_id")
);

-- CreateTable
CREATE TABLE "start_request" (
    "account_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "start_request_pkey" PRIMARY KEY ("account_id","flow_id","key")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "deadline" (
    "account_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("account_id","subject","id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "carrier_account_id_name_key" ON "carrier"("account_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "flow_account_id_name_key" ON "flow"("account_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "flow_version_account_id_flow_id_number_key" ON "flow_version"("account_id", "flow_id", "number");

-- CreateIndex
CREATE INDEX "interaction_account_id_flow_id_id_idx" ON "interaction"("account_id", "flow_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "interaction_event_account_id_interaction_id_input_key_key" ON "interaction_event"("account_id", "interaction_id", "input_key");

-- CreateIndex
CREATE INDEX "dial_attempt_account_id_interaction_id_idx" ON "dial_attempt"("account_id", "interaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "dial_attempt_account_id_token_key" ON "dial_attempt"("account_id", "token");

-- CreateIndex
CREATE INDEX "deadline_due_at_idx" ON "deadline"("due_at");


