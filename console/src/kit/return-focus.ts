/** For dialogs that are in the page only while they are open: the focus goes back to where it was. */
import { useEffect, useState } from "react";

export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      // The dialog gives up the focus after this.
      setTimeout(() => {
        // What the dialog did may have taken its button away.
        const target = opener?.isConnected === true ? opener : document.getElementById("content");
        if (target instanceof HTMLElement) target.focus();
      });
    };
  }, [opener]);
}
