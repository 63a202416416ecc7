/** Asks before what cannot be undone. */
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useState,
} from "react";

export interface Question {
  /** Names the act and its object: "Remove Ada Byron from Analytical Engines?" */
  readonly title: string;
  /** What happens then. */
  readonly body?: ReactNode;
  /** The button that does it. */
  readonly action: string;
  readonly isDangerous?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmDialog = lazy(() => import("./confirm-dialog.tsx"));

const Context = createContext<Ask | undefined>(undefined);

/** @returns a function that asks and resolves to the answer; closing the dialog means no */
export function useConfirm(): Ask {
  const ask = useContext(Context);
  if (ask === undefined) throw new Error("ConfirmProvider is missing");
  return ask;
}

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<{ question: Question; answer: (yes: boolean) => void }>();

  // Always the same, so that a table whose columns use it keeps its cells, and the focus in them.
  const ask = useCallback<Ask>(
    (question) => new Promise((answer) => setOpen({ question, answer })),
    [],
  );

  function onAnswer(yes: boolean): void {
    open?.answer(yes);
    setOpen(undefined);
  }

  return (
    <Context value={ask}>
      {children}
      <Suspense>
        {open === undefined ? null : <ConfirmDialog {...open.question} onAnswer={onAnswer} />}
      </Suspense>
    </Context>
  );
}
