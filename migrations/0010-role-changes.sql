-- Exports read role changes in the order of the log (src/projections/audit/queries/role-changes.ts).
create index audit_roles_by_begin on audit_roles (organization_id, position, user_id, solution_id);
create index audit_roles_by_end on audit_roles (organization_id, ended_position, user_id, solution_id)
  where ended_position is not null;
