/** A change that the person asks for: says when it is done, or why it was refused. */
import { useMutation } from "@tanstack/react-query";
import { needsSignIn } from "../app/api.ts";
import { useText } from "../app/preferences.tsx";
import { readAgain } from "../app/queries.ts";
import { showMessage } from "./messages.tsx";
import { problemText } from "./problem.tsx";

interface Options<Result, Input> {
  /** Shown when it is done; none: the page itself shows it. */
  readonly success?: (result: Result, input: Input) => string;
  /** The beginnings of the paths whose queries are read again. */
  readonly reads?: readonly string[];
  readonly onSuccess?: (result: Result, input: Input) => unknown;
  readonly onRefused?: (error: Error) => void;
  /** A form shows its problem itself. */
  readonly isQuiet?: boolean;
}

export function useCommand<Result, Input = void>(
  run: (input: Input) => Promise<Result>,
  { success, reads = [], onSuccess, onRefused, isQuiet = false }: Options<Result, Input> = {},
) {
  const text = useText();
  return useMutation({
    mutationFn: run,
    async onSuccess(result, input) {
      if (success !== undefined) void showMessage(success(result, input));
      await onSuccess?.(result, input);
      await readAgain(...reads);
    },
    onError(error) {
      onRefused?.(error);
      if (isQuiet || needsSignIn(error)) return;
      void showMessage(problemText(error, text), { isProblem: true });
    },
  });
}
