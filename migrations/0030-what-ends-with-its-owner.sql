-- What ends with an organization or is erased with a person is found by it, however much there is of others.
create index invitations_by_organization on invitations (organization_id);
create index usage_solutions_by_organization on usage_solutions (organization_id);
create index notifications_of_sender on notifications (sender_id);
