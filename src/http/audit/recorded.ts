/**
 * Options of routes whose reads leave an entry in the log. A HEAD request reads nothing and must not leave
 * one, nor may another site's page (http/plugins/session-cookie.ts).
 */
export const recorded = { exposeHeadRoute: false, config: { isRecorded: true } } as const;
