/**
 * A menu whose code is loaded when somebody reaches for it: menus and what places them are a sixth of all code, and
 * most visits open none.
 */
import {
  cloneElement,
  type ComponentPropsWithRef,
  type ReactElement,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";

interface Props {
  /** Loads the menu's code. */
  readonly load: () => Promise<unknown>;
  /** The menu's button, which stands alone until then. */
  readonly button: ReactElement<ComponentPropsWithRef<"button">>;
  /** The menu with the same button; opens by `useOpenAtOnce`. */
  readonly children: ReactNode;
}

export function LateMenu({ load, button, children }: Props) {
  const [isAsked, setIsAsked] = useState(false);
  const alone = cloneElement(button, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: () => setIsAsked(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  });
  return isAsked ? <Suspense fallback={alone}>{children}</Suspense> : alone;
}

/** Opens the menu that took the place of the clicked button, and leaves the focus there when it closes. */
export function useOpenAtOnce(): {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly target: RefObject<HTMLButtonElement | null>;
} {
  const [opened, onChange] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    target.current?.focus();
    onChange(true);
  }, []);
  return { opened, onChange, target };
}
