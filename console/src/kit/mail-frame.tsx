/**
 * Shows the HTML of a mail. The frame is sandboxed and has a policy of its own (mail-preview.html), so the
 * HTML reaches neither this page nor the API, and this page's policy needs no exception for it.
 */
import { useEffect, useRef } from "react";
import { serviceUrl } from "../app/page-context.ts";

interface Props {
  /** Names the frame for screen readers. */
  readonly title: string;
  readonly html: string;
}

export function MailFrame({ title, html }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const send = () => frame.current?.contentWindow?.postMessage(html, "*");
    function onMessage({ source, data }: MessageEvent): void {
      if (source === frame.current?.contentWindow && data === "ready") send();
    }
    addEventListener("message", onMessage);
    // The frame that shows an earlier text is ready already.
    send();
    return () => removeEventListener("message", onMessage);
  }, [html]);
  return (
    <iframe
      ref={frame}
      title={title}
      src={`${serviceUrl}/mail-preview.html`}
      sandbox="allow-scripts"
      style={{
        width: "100%",
        height: 420,
        border: "1px solid var(--mantine-color-default-border)",
        // Mails are written for white paper, in both themes.
        background: "white",
        colorScheme: "light",
      }}
    />
  );
}
