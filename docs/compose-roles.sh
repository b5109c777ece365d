#!/bin/sh
# An owner who migrates, and an app role that owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" <<'SQL'
create role patchcord_owner login password :'owner';
create role patchcord_app login password :'app';
create database patchcord owner patchcord_owner;
SQL
