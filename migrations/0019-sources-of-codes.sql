-- The network from which a code was asked for, as an HMAC; one network cannot use up an address's codes.
alter table sign_in_codes add column source_key text;
