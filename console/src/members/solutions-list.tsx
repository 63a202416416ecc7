/** The names and roles of a member's solutions, beside the number of them. */
import { Button, type ButtonProps, List, Popover, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { useText } from "../app/preferences.tsx";
import type { Member } from "./members-list.ts";
import { useSolutions } from "./solutions.ts";

interface Props {
  readonly member: Member;
  readonly button: ButtonProps & { readonly "aria-label": string };
}

export default function SolutionsList({ member, button }: Props) {
  const { common, members } = useText();
  const { titles } = useSolutions();
  const target = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(true);
  const seen = Object.entries(member.solutions);
  const hidden = member.solutionCount - seen.length;

  function change(open: boolean): void {
    setIsOpen(open);
    // The button that had the focus before is another one: it was replaced by this.
    if (!open) target.current?.focus();
  }

  return (
    <Popover opened={isOpen} onChange={change} trapFocus width={280} position="bottom-start">
      <Popover.Target>
        <Button {...button} ref={target} onClick={() => change(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown
        aria-label={button["aria-label"]}
        mah={320}
        style={{ overflowY: "auto" }}
        tabIndex={-1}
        data-autofocus
      >
        <List size="sm" listStyleType="none">
          {seen.map(([solutionId, role]) => (
            <List.Item key={solutionId}>
              {titles.get(solutionId) ?? solutionId.slice(0, 8)}{" "}
              <Text span c="dimmed" size="xs">
                {common.solutionRole[role]}
              </Text>
            </List.Item>
          ))}
          {hidden > 0 ? <List.Item>{members.hiddenSolutions(hidden)}</List.Item> : null}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
