/** What the service lets a sign-in page offer. */
import { unwrap } from "@muster/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../app/api.ts";

export const signInOptionsQuery = queryOptions({
  queryKey: ["/v1/sign-in/options"],
  staleTime: Infinity,
  meta: { isPublic: true },
  queryFn: ({ signal }) => unwrap(api.GET("/v1/sign-in/options", { signal })),
});
