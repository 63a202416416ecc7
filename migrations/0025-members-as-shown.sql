-- A member as lists show them, but for what depends on the clock or on the reader (docs/decisions/0033-lists.md).
-- Only what version 4 of the projection `directory` made is complete.
alter table members add column shown json;
