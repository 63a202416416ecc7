/** One's access tokens, each with its two clocks. */
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useText } from "../app/preferences.tsx";
import { useList } from "../app/queries.ts";
import { Empty } from "../kit/empty.tsx";
import { Page } from "../kit/page.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { TokenCard } from "./token-card.tsx";

const NewToken = lazy(() => import("./new-token.tsx"));

export function MyTokensPage() {
  const { common, tokens } = useText();
  const [isNew, setIsNew] = useState(false);
  const { rows, error, isPending, hasMore, loadMore, refetch } = useList("/v1/users/me/tokens", {});
  const create = <Button onClick={() => setIsNew(true)}>{tokens.create}</Button>;
  return (
    <Page title={tokens.title} actions={rows.length > 0 ? create : null}>
      <Text size="sm" maw={720}>
        {tokens.clocks}
      </Text>
      {error === null ? null : <ProblemAlert error={error} onRetry={refetch} />}
      {isPending ? <Skeleton h={160} maw={720} /> : null}
      {!isPending && error === null && rows.length === 0 ? (
        <Empty title={tokens.empty} hint={tokens.emptyHint} action={create} />
      ) : null}
      <Stack maw={720}>
        {rows.map((token) => (
          <TokenCard key={token.tokenId} token={token} />
        ))}
        {hasMore ? (
          <Button variant="default" onClick={loadMore}>
            {common.more}
          </Button>
        ) : null}
      </Stack>
      <Suspense>{isNew ? <NewToken onClose={() => setIsNew(false)} /> : null}</Suspense>
    </Page>
  );
}
