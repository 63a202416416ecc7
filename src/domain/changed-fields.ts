/** Merge patches (RFC 7396) of flat records: which fields a patch really changes. */

/** The part of `wanted` that differs from `known`; clearing what is not set changes nothing. */
export function changedFields<Patch extends object>(
  wanted: Patch,
  known: { readonly [Field in keyof Patch]?: Patch[Field] | undefined },
): Partial<Patch> {
  const changed: Partial<Patch> = {};
  for (const field of Object.keys(wanted) as (keyof Patch)[]) {
    const value = wanted[field];
    if (value !== undefined && (value ?? null) !== (known[field] ?? null)) changed[field] = value;
  }
  return changed;
}
