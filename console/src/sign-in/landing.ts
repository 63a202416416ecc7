/** Where somebody goes who has just signed in. */
import { useNavigate } from "@tanstack/react-router";
import { forgetPerson } from "../app/queries.ts";

/** @returns a function that forgets what the person before has read, and shows the page that was asked for */
export function useLanding(returnTo?: string): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    forgetPerson();
    await navigate({ href: returnTo ?? "/" });
  };
}
