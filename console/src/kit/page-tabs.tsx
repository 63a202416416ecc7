/** The tabs of a page. Which one is shown stands in the page's address. */
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";

interface Props<Name extends string> {
  /** Those that the person may open, in order. */
  readonly tabs: readonly Name[];
  readonly shown: Name;
  readonly label: Readonly<Record<Name, string>>;
  readonly panel: Readonly<Record<Name, ReactNode>>;
  readonly onShow: (tab: Name) => void;
}

export function PageTabs<Name extends string>({ tabs, shown, label, panel, onShow }: Props<Name>) {
  function show(next: string | null): void {
    const tab = tabs.find((each) => each === next);
    if (tab !== undefined) onShow(tab);
  }

  return (
    <Tabs value={shown} onChange={show} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {label[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab} value={tab}>
          {panel[tab]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
