/** Which numbers of a day stand in which plot. */
import type { Schemas } from "@muster/client";
import type { Catalogue } from "../text/catalogue.ts";

export type UsageDay = Schemas["Usage"]["items"][number];

export interface Series {
  readonly label: string;
  /** A colour of the theme. */
  readonly color: string;
  readonly value: (day: UsageDay) => number;
}

export interface Plot {
  readonly title: string;
  /** What exactly is counted. */
  readonly hint: string;
  /** An area is a count at the end of each day; bars are what happened on it. */
  readonly kind: "area" | "bars";
  readonly series: readonly Series[];
}

export function usagePlots({ usage, common }: Catalogue): readonly Plot[] {
  const { memberStatus, organizationRole } = common;
  return [
    {
      ...usage.byStatus,
      kind: "area",
      series: [
        {
          label: memberStatus.ACTIVE,
          color: "blue.7",
          value: ({ members }) => members.byStatus.ACTIVE,
        },
        {
          label: memberStatus.INVITED,
          color: "yellow.7",
          value: ({ members }) => members.byStatus.INVITED,
        },
        {
          label: memberStatus.DISABLED,
          color: "gray.6",
          value: ({ members }) => members.byStatus.DISABLED,
        },
      ],
    },
    {
      ...usage.byRole,
      kind: "area",
      series: [
        {
          label: organizationRole.USER,
          color: "blue.7",
          value: ({ members }) => members.byRole.USER,
        },
        {
          label: organizationRole.CREATOR,
          color: "teal.7",
          value: ({ members }) => members.byRole.CREATOR,
        },
        {
          label: organizationRole.ADMIN,
          color: "orange.7",
          value: ({ members }) => members.byRole.ADMIN,
        },
        {
          label: organizationRole.OWNER,
          color: "grape.7",
          value: ({ members }) => members.byRole.OWNER,
        },
      ],
    },
    {
      ...usage.active,
      kind: "bars",
      series: [
        { label: usage.activeUsers, color: "blue.7", value: ({ activeUsers }) => activeUsers },
      ],
    },
    {
      ...usage.invitations,
      kind: "bars",
      series: [
        { label: usage.sent, color: "blue.7", value: ({ invitationsSent }) => invitationsSent },
        {
          label: usage.accepted,
          color: "teal.7",
          value: ({ invitationsAccepted }) => invitationsAccepted,
        },
      ],
    },
    {
      ...usage.tokens,
      kind: "bars",
      series: [{ label: usage.tokenUses, color: "blue.7", value: ({ tokenUses }) => tokenUses }],
    },
    {
      ...usage.assigned,
      kind: "area",
      series: [
        { label: usage.assignments, color: "blue.7", value: ({ assignments }) => assignments },
        { label: usage.solutions, color: "teal.7", value: ({ solutions }) => solutions },
      ],
    },
  ];
}

/** @returns the days as CSV rows, with a column for each series */
export function usageRows(plots: readonly Plot[], days: readonly UsageDay[], dateTitle: string) {
  const series = plots.flatMap((plot) =>
    plot.series.map((each) => ({ ...each, plot: plot.title })),
  );
  const head = [dateTitle, ...series.map(({ plot, label }) => `${plot}: ${label}`)];
  return [head, ...days.map((day) => [day.date, ...series.map(({ value }) => value(day))])];
}
