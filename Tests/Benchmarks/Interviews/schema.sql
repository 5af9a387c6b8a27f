-- The roles and the schema of interviews, as `vouch up` makes them.
CREATE ROLE interviews_owner LOGIN NOINHERIT;
CREATE ROLE interviews LOGIN NOINHERIT;
CREATE ROLE interviews_system LOGIN NOINHERIT;
CREATE SCHEMA interviews AUTHORIZATION interviews_owner;
GRANT USAGE ON SCHEMA interviews TO interviews, interviews_system;
ALTER DEFAULT PRIVILEGES FOR ROLE interviews_owner IN SCHEMA interviews
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO interviews, interviews_system;
ALTER ROLE interviews_owner IN DATABASE postgres SET search_path = interviews;
ALTER ROLE interviews IN DATABASE postgres SET search_path = interviews;
ALTER ROLE interviews_system IN DATABASE postgres SET search_path = interviews;
