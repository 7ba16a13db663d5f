-- Databases and roles on a PostgreSQL of your own: what voorveld/roles.py makes on the embedded server.
-- Run once, by a superuser, with psql 14 or newer; the six passwords come from the environment:
--   psql -f migrations/roles.sql postgresql://postgres@…/postgres
-- A password that is not set is an error, and nothing after it is made.
\set ON_ERROR_STOP on

\getenv password PROFILES_OWNER_PASSWORD
CREATE ROLE profiles_owner LOGIN PASSWORD :'password';
\unset password
\getenv password PROFILES_PASSWORD
CREATE ROLE profiles_app LOGIN PASSWORD :'password';
\unset password
CREATE DATABASE profiles OWNER profiles_owner;
REVOKE ALL ON DATABASE profiles FROM PUBLIC;
GRANT CONNECT ON DATABASE profiles TO profiles_app;

\getenv password BUDGET_OWNER_PASSWORD
CREATE ROLE budget_owner LOGIN PASSWORD :'password';
\unset password
\getenv password BUDGET_PASSWORD
CREATE ROLE budget_app LOGIN PASSWORD :'password';
\unset password
CREATE DATABASE budget OWNER budget_owner;
REVOKE ALL ON DATABASE budget FROM PUBLIC;
GRANT CONNECT ON DATABASE budget TO budget_app;

\getenv password MONITORING_OWNER_PASSWORD
CREATE ROLE monitoring_owner LOGIN PASSWORD :'password';
\unset password
\getenv password MONITORING_PASSWORD
CREATE ROLE monitoring_app LOGIN PASSWORD :'password';
\unset password
CREATE DATABASE monitoring OWNER monitoring_owner;
REVOKE ALL ON DATABASE monitoring FROM PUBLIC;
-- A large delivery is staged in temporary tables.
GRANT CONNECT, TEMPORARY ON DATABASE monitoring TO monitoring_app;
