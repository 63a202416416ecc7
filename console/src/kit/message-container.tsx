/** The place of the messages, with their styles. */
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";

export default function MessageContainer() {
  return <Notifications />;
}
