/** For dialogs that are in the page only while they are open: the focus goes back to where it was. */
import { useEffect, useState } from "react";

export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      // The dialog gives up the focus after this.
      setTimeout(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [opener]);
}
