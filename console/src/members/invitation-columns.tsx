/** The columns of the people to invite: what the file says, to be corrected in place, and the outcome. */
import {
  Badge,
  Checkbox,
  CloseButton,
  NativeSelect,
  Text,
  TextInput,
  VisuallyHidden,
} from "@mantine/core";
import type { Schemas } from "@muster/client";
import { useState } from "react";
import type { Column } from "../kit/data-table.tsx";
import { nameOfValue } from "../kit/name-of-value.ts";
import type { Catalogue } from "../text/catalogue.ts";
import type { InvitationRow } from "./invitation-rows.ts";

interface Context {
  readonly text: Catalogue;
  readonly roles: readonly Schemas["OrganizationRole"][];
  readonly languages: readonly string[];
  readonly isReadOnly: boolean;
  readonly onRow: (id: number, changed: Partial<InvitationRow>) => void;
  readonly onRemove: (id: number) => void;
}

const colors: Readonly<Record<string, string>> = {
  WOULD_INVITE: "blue",
  INVITED: "green",
  ALREADY_MEMBER: "gray",
  INVALID: "red",
  STOPPED: "orange",
};

export function invitationColumns(context: Context): readonly Column<InvitationRow>[] {
  const { text, roles, languages, isReadOnly, onRow, onRemove } = context;
  const { members, common } = text;
  const { csv } = members;
  const isFixed = ({ outcome }: InvitationRow) => isReadOnly || outcome === "INVITED";
  const written = (
    name: "email" | "firstName" | "lastName" | "solutions",
    label: string,
    width: string,
  ): Column<InvitationRow> => ({
    id: name,
    header: label,
    meta: { width },
    cell: ({ row: { original: row } }) => (
      <Written
        label={`${label}, ${csv.row} ${row.id}`}
        value={row[name]}
        isReadOnly={isFixed(row)}
        onChange={(value) => onRow(row.id, { [name]: value })}
      />
    ),
  });
  const picked = (
    name: "userRole" | "language",
    label: string,
    options: Readonly<Record<string, string>>,
    width: string | number,
  ): Column<InvitationRow> => ({
    id: name,
    header: label,
    meta: { width },
    cell({ row: { original: row } }) {
      const value = row[name];
      // What the file says stays in sight, also if it is no option.
      const all = value in options || value === "" ? options : { ...options, [value]: value };
      return (
        <NativeSelect
          aria-label={`${label}, ${csv.row} ${row.id}`}
          size="xs"
          value={value}
          disabled={isFixed(row)}
          data={[
            { value: "", label: "–" },
            ...Object.entries(all).map(([key, each]) => ({ value: key, label: each })),
          ]}
          onChange={({ currentTarget }) => onRow(row.id, { [name]: currentTarget.value })}
        />
      );
    },
  });
  return [
    { id: "row", header: csv.row, meta: { width: 52 }, cell: ({ row }) => row.original.id },
    written("email", common.email, "18%"),
    written("firstName", members.firstName, "9%"),
    written("lastName", members.lastName, "9%"),
    picked(
      "userRole",
      common.role,
      Object.fromEntries(roles.map((role) => [role, common.organizationRole[role]])),
      "10%",
    ),
    picked(
      "language",
      common.language,
      Object.fromEntries(languages.map((each) => [each, each])),
      92,
    ),
    written("solutions", members.solutions, "11%"),
    {
      id: "mail",
      header: csv.withoutMail,
      meta: { width: 68 },
      cell: ({ row: { original: row } }) => (
        <Checkbox
          aria-label={`${csv.withoutMail}, ${csv.row} ${row.id}`}
          checked={row.isWithoutMail}
          disabled={isFixed(row)}
          onChange={({ currentTarget }) => onRow(row.id, { isWithoutMail: currentTarget.checked })}
        />
      ),
    },
    {
      id: "outcome",
      header: members.outcome,
      cell: ({ row: { original: row } }) => (
        <>
          <Badge size="sm" variant="light" tt="none" color={colors[row.outcome ?? ""] ?? "gray"}>
            {nameOfValue(row.outcome ?? "UNCHECKED", csv.outcomes)}
          </Badge>
          {row.problem === undefined ? null : <Text size="xs">{row.problem}</Text>}
        </>
      ),
    },
    {
      id: "remove",
      header: () => <VisuallyHidden>{common.remove}</VisuallyHidden>,
      meta: { width: 48 },
      cell: ({ row: { original: row } }) => (
        <CloseButton
          aria-label={csv.removeRow(row.id)}
          disabled={isFixed(row)}
          onClick={() => onRemove(row.id)}
        />
      ),
    },
  ];
}

/** Tells the list when one leaves the field: 5,000 rows are not gone through for every key. */
function Written({
  label,
  value,
  isReadOnly,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  return (
    <TextInput
      aria-label={label}
      size="xs"
      value={text}
      readOnly={isReadOnly}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={() => (text === value ? undefined : onChange(text.trim()))}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") currentTarget.blur();
      }}
    />
  );
}
