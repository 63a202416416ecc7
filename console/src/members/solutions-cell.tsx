/** How many solutions a member has, and which ones on a click. */
import { Button, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useFormat } from "../app/format.ts";
import { useText } from "../app/preferences.tsx";
import { type Member, memberName } from "./members-list.ts";

const SolutionsList = lazy(() => import("./solutions-list.tsx"));

export function SolutionsCell({ member }: { readonly member: Member }) {
  const text = useText();
  const format = useFormat();
  const [isAsked, setIsAsked] = useState(false);
  const { solutionCount } = member;
  if (solutionCount === 0) return <Text size="sm">{format.number(0)}</Text>;
  const button = {
    variant: "subtle",
    size: "compact-sm",
    // Its text stands where that of the other rows does.
    ms: -9,
    "aria-haspopup": "dialog",
    "aria-label": text.members.solutionsOf(memberName(member, text), solutionCount),
    children: format.number(solutionCount),
  } as const;
  const still = <Button {...button} aria-expanded={false} onClick={() => setIsAsked(true)} />;
  return isAsked ? (
    <Suspense fallback={still}>
      <SolutionsList member={member} button={button} />
    </Suspense>
  ) : (
    still
  );
}
