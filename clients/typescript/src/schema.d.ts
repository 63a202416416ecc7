/** Generated from openapi.json by npm run generate. */
export interface paths {
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organizations in which the caller is an active member. */
        get: operations["ListOrganizations"];
        put?: never;
        /** Creates an organization. The caller becomes its owner. */
        post: operations["CreateOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organization of the caller. */
        get: operations["GetOrganization"];
        put?: never;
        post?: never;
        /** Deletes the organization with its memberships and solutions. The log keeps its history. */
        delete: operations["DeleteOrganization"];
        options?: never;
        head?: never;
        /** Changes the organization's details. */
        patch: operations["ChangeOrganization"];
        trace?: never;
    };
    "/v1/users/me/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's organizations, with the number of their solutions in each. */
        get: operations["ListMyOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organization's settings. */
        get: operations["GetSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes settings, effective at once. Null restores the default. */
        patch: operations["ChangeSettings"];
        trace?: never;
    };
    "/v1/organizations/{organizationId}/invite-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invite templates, one for each language in which people can be invited. */
        get: operations["ListInviteTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/invite-templates/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invite template for a language. */
        get: operations["GetInviteTemplate"];
        /** Adds or replaces the invite template for a language (ISO 639-1). */
        put: operations["SaveInviteTemplate"];
        post?: never;
        /** Deletes the invite template for a language. Without a template nobody can be invited. */
        delete: operations["DeleteInviteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/invite-templates/{language}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The invitation as HTML, made from the given template or else the saved one. */
        post: operations["PreviewInviteTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a code to sign up with. Entering the code creates an organization. */
        post: operations["SignUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a code to sign in with. Known and unknown addresses get the same answer. */
        post: operations["SignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the code for a session. */
        post: operations["VerifySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's session. */
        get: operations["GetSession"];
        put?: never;
        post?: never;
        /** Ends the caller's session. */
        delete: operations["SignOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's sessions that open no more than the credential of the request, newest first. */
        get: operations["ListMySessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the caller's sessions. Requires a session. */
        delete: operations["EndSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organization's log entries with one correlation id. */
        get: operations["ListOrganizationLogs"];
        put?: never;
        /** Stores up to 500 log entries of the caller's apps: all of them or none. */
        post: operations["SendLogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log entries of a member's apps in all their solutions. Members may read their own. */
        get: operations["ListMemberLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log entries of a solution from the apps of all its users. */
        get: operations["ListSolutionLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log entries of the caller's apps. */
        get: operations["ListMyLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of the organization. */
        get: operations["ListMembers"];
        put?: never;
        /** Invites a person by mail, or adds them without a mail. */
        post: operations["InviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member. Members may read themselves. */
        get: operations["GetMember"];
        put?: never;
        post?: never;
        /** Ends the membership and all its solution assignments. */
        delete: operations["RemoveUser"];
        options?: never;
        head?: never;
        /** Changes the member's organization role, effective at once. */
        patch: operations["ChangeOrgRole"];
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/resend-invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the invitation again with a new secret. The old secret stops working. */
        post: operations["ResendInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the member's access to the organization at once. */
        post: operations["DisableMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restores the member's access. */
        post: operations["EnableMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/revoke-invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes the open invitation. */
        post: operations["RevokeInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invites up to 5,000 people. Answers one outcome per row and is safe to repeat.
         * @description As JSON, or as CSV with a header. Required columns: email, firstName, lastName. Optional columns: name, userRole, language, disabled, solutions (ids separated by `;`, each optionally followed by `:ROLE`).
         */
        post: operations["InviteMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invites/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows an invitation without using it up. */
        post: operations["PreviewInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts an invitation. Works once. The session opens the inviting organization only. */
        post: operations["AcceptInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/solutions/{solutionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Assigns the solution or changes the member's role in it, effective at once. */
        put: operations["AssignSolution"];
        post?: never;
        /** Takes the solution away from the member. */
        delete: operations["UnassignSolution"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Assigns and takes away several solutions: all or none. */
        patch: operations["ChangeSolutions"];
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members to whom the solution is assigned. */
        get: operations["ListSolutionMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The solutions that the caller may view. */
        get: operations["ListSolutions"];
        put?: never;
        /** Registers a solution. The caller becomes its owner. */
        post: operations["RegisterSolution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One solution. */
        get: operations["GetSolution"];
        put?: never;
        post?: never;
        /** Deletes the solution and every assignment to it. */
        delete: operations["DeleteSolution"];
        options?: never;
        head?: never;
        /** Changes the solution's details. */
        patch: operations["ChangeSolution"];
        trace?: never;
    };
    "/v1/users/me/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The solutions on the caller's profile and those the caller created. */
        get: operations["ListMySolutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/solutions/{solutionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Returns a solution to the caller's profile, with the role they had in it. */
        put: operations["TakeSolutionBack"];
        post?: never;
        /** Removes a solution from the caller's profile. The caller can take it back. */
        delete: operations["SetSolutionAside"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's profile, and to what the credential is narrowed. */
        get: operations["GetMe"];
        put?: never;
        post?: never;
        /** Erases the caller's personal data for good; the log keeps what they did. */
        delete: operations["EraseMe"];
        options?: never;
        head?: never;
        /** Changes the caller's profile. */
        patch: operations["ChangeProfile"];
        trace?: never;
    };
    "/v1/users/me/default-organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Chooses the caller's default organization. */
        put: operations["ChooseDefaultOrganization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists people in the organizations where the caller may view users. */
        get: operations["ListUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller, or a person in an organization where the caller may view users. */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organization's usage by day (UTC); the last 30 days by default. */
        get: operations["GetUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The notifications that the caller sent, newest first. */
        get: operations["ListNotifications"];
        put?: never;
        /** Sends a notification, now or at `startAt`. */
        post: operations["RequestNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/notifications/{notificationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A notification that the caller sent, with its state and counts. */
        get: operations["GetNotification"];
        put?: never;
        post?: never;
        /** Withdraws a notification that has not been sent yet. */
        delete: operations["CancelNotification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The notifications that the caller received, newest first. */
        get: operations["ListMyNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/notifications/{notificationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Marks a notification as read. */
        patch: operations["ReadNotification"];
        trace?: never;
    };
    "/v1/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that a browser needs to subscribe to pushes (VAPID, RFC 8292). */
        get: operations["GetPushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's devices that get no more than the credential of the request shows, newest first. */
        get: operations["ListMyPushSubscriptions"];
        put?: never;
        /** Subscribes a device of the caller to pushed notifications (RFC 8030). It ends with the credential of the request. */
        post: operations["SubscribeToPush"];
        /** Unsubscribes a device by its endpoint. */
        delete: operations["UnsubscribeFromPush"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/push-subscriptions/{subscriptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Unsubscribes a device that the list shows. */
        delete: operations["DeletePushSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's tokens that open no more than the credential of the request. Ended tokens stay listed for 90 days. */
        get: operations["ListMyTokens"];
        put?: never;
        /** Creates a token and shows its secret once. Requires a session. */
        post: operations["CreateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the caller's tokens. */
        get: operations["GetMyToken"];
        put?: never;
        post?: never;
        /** Deletes the token, effective at once. Requires a session. */
        delete: operations["DeleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/tokens/{tokenId}/extend-lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extends the lease by two weeks, never past the expiry. Requires a session. */
        post: operations["ExtendTokenLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organization's event log.
         * @description Every answer says how far it covers the log: pages in `nextPosition`, the other media types in the header `Muster-Next-Position`. To follow the log, ask for the entries `after` that position, again and again; with `wait` the answer comes as soon as there is an entry, or empty after these seconds. No entry is missed: positions have no gaps, and an `after` beyond the end of the log, such as one from before a backup was restored, is refused. `application/x-ndjson` streams all entries after the position, up to the end of the log at that moment, and `application/cloudevents-batch+json` answers a page of CloudEvents 1.0; both are ascending, and only the latter has a `limit`.
         */
        get: operations["ListEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/members/{userId}/role-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which roles a member held, and when. Includes removed members. */
        get: operations["GetRoleHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A signed note on the log's current state (C2SP tlog-checkpoint). Keep it to detect changes. */
        get: operations["GetCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/proofs/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proves that an entry is in the log (RFC 6962, 2.1.1). */
        get: operations["ProveInclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proves that the log only grew from one size to another (RFC 6962, 2.1.2). */
        get: operations["ProveConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys, current and retired, that sign checkpoints and exports. */
        get: operations["ListKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/access-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every member at a moment, with each role and who granted it, as JSON or CSV. */
        get: operations["GetAccessReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/access-review/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs in the members and their roles between two moments, as JSON or CSV.
         * @description Lists who joined, left or has another status or role, with the role before and after, who granted it and who ended it. What changed meanwhile and was changed back is not listed: role histories and the event log show it.
         */
        get: operations["GetAccessChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The event log as ndjson, csv, cloudevents or a bundle that verifies offline.
         * @description The answer is streamed. A bundle always starts with the first entry, because its proofs cover all entries; `from` then narrows only its role changes. To resume an interrupted export, send the position of the last entry received as `after`.
         */
        get: operations["ExportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the organization's changes that the caller may see, as they happen.
         * @description A `change` message has `data` such as `{"type":"OrgRoleChanged","userId":"...","actor":{"userId":"...","name":"..."},"position":"42", "occurredAt":"..."}`, with a `solutionId` if it concerns a solution. The actor has a `name` if they are a member who has one, or `erased`. Tokens need the scope `users:view`, or `audit:read` to see all that their owner's role allows. It says that something changed, not how: read the resource again. Reads already show every change that was sent. A `reset` message says that changes may be missing: read everything again. A message's `id` is its position, as in `Muster-Position` and `Muster-Min-Position`. Open the stream first, then read.
         */
        get: operations["WatchChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers while the process is alive. */
        get: operations["GetLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service can serve requests, and what is failing if not. */
        get: operations["GetReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The name and version of the service and its Node.js. */
        get: operations["GetVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ErasureInput: {
            /** @constant */
            forgetMe: true;
        };
        /**
         * @example {
         *       "entries": [
         *         {
         *           "level": "ERROR",
         *           "category": "sync",
         *           "message": "no answer",
         *           "app": "expenses 2.1"
         *         }
         *       ]
         *     }
         */
        LogBatchInput: {
            entries: {
                /** @enum {string} */
                level: "ERROR" | "WARNING" | "INFO" | "DEBUG";
                category: string;
                message: string;
                /** Format: uuid */
                solutionId?: string;
                device?: string;
                app?: string;
                parameters?: {
                    [key: string]: string | number | boolean;
                };
                correlationId?: string;
                /**
                 * Format: date-time
                 * @description The device's time of the event; now by default. At most 5 minutes ahead and 30 days back.
                 */
                occurredAt?: string;
            }[];
        };
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "firstName": "Ada",
         *       "lastName": "Byron",
         *       "userRole": "ADMIN"
         *     }
         */
        NewMemberInput: {
            email: string;
            firstName: string;
            lastName: string;
            name?: string;
            /** @enum {string} */
            userRole?: "OWNER" | "ADMIN" | "CREATOR" | "USER";
            invite?: {
                language?: string;
                /** @description Adds the member without a mail. */
                disabled?: boolean;
            };
            solutions?: {
                /** Format: uuid */
                solutionId: string;
                /** @enum {string} */
                userRole?: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
            }[];
        };
        /**
         * @example {
         *       "userRole": "CREATOR"
         *     }
         */
        MemberPatchInput: {
            /** @enum {string} */
            userRole: "OWNER" | "ADMIN" | "CREATOR" | "USER";
        };
        ResendInviteInput: {
            language?: string;
        };
        InviteTokenInput: {
            /** @description The secret in the invitation's link. */
            token: string;
        };
        InviteAcceptanceInput: {
            /** @description The secret in the invitation's link. */
            token: string;
            firstName?: string;
            lastName?: string;
        };
        /**
         * @example {
         *       "userRole": "EDITOR"
         *     }
         */
        AssignmentInput: {
            /** @enum {string} */
            userRole?: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
        };
        AssignmentBatchInput: {
            /** @default [] */
            assign: {
                /** Format: uuid */
                solutionId: string;
                /** @enum {string} */
                userRole?: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
            }[];
            /** @default [] */
            unassign: string[];
        };
        MemberBatchInput: {
            members: components["schemas"]["NewMemberInput"][];
        };
        /**
         * @example {
         *       "scope": "ORG",
         *       "content": {
         *         "title": "Maintenance",
         *         "text": "Tonight at ten 🌙"
         *       }
         *     }
         */
        NewNotificationInput: {
            /** @constant */
            scope: "ORG";
            content: {
                title?: string;
                text: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /**
             * Format: date-time
             * @description When to send it; now by default.
             */
            startAt?: string;
        } | {
            /** @constant */
            scope: "SLN";
            /** Format: uuid */
            solutionId: string;
            content: {
                title?: string;
                text: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /**
             * Format: date-time
             * @description When to send it; now by default.
             */
            startAt?: string;
        } | {
            /** @constant */
            scope: "USR";
            userIds: string[];
            content: {
                title?: string;
                text: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /**
             * Format: date-time
             * @description When to send it; now by default.
             */
            startAt?: string;
        };
        ReadingInput: {
            /** @constant */
            read: true;
        };
        NewPushSubscriptionInput: {
            /** Format: uri */
            endpoint: string;
            expirationTime?: number | null;
            keys: {
                p256dh: string;
                auth: string;
            };
        };
        GonePushSubscriptionInput: {
            /** Format: uri */
            endpoint: string;
        };
        /**
         * @example {
         *       "name": "Analytical Engines"
         *     }
         */
        NewOrganizationInput: {
            name: string;
            description?: string;
            /** Format: uri */
            url?: string;
        };
        /**
         * @example {
         *       "name": "Analytical Engines Ltd",
         *       "description": null
         *     }
         */
        OrganizationPatchInput: {
            name?: string;
            description?: string | null;
            url?: string | null;
        };
        /**
         * @example {
         *       "idleLogoutMinutes": 30,
         *       "memberLimit": null
         *     }
         */
        OrganizationSettingsPatchInput: {
            idleLogoutMinutes?: number | null;
            inviteExpiryDays?: number | null;
            defaultLanguage?: string | null;
            memberLimit?: number | null;
            requestAccessEmail?: string | null;
        };
        /**
         * @example {
         *       "subject": "Welcome to {organizationName}",
         *       "html": "<p>Hello {firstName},</p><p>{introMessage}</p><p><a href=\"{inviteLink}\">Join</a></p>",
         *       "introMessage": "We are glad to have you."
         *     }
         */
        NewInviteTemplateInput: {
            subject: string;
            /** @description Elements, attributes, addresses and inline styles that any mail program shows. Others are refused. */
            html: string;
            /** @description Replaces {introMessage} in the subject and the HTML. */
            introMessage?: string;
        };
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "firstName": "Ada",
         *       "lastName": "Byron",
         *       "organizationName": "Analytical Engines"
         *     }
         */
        SignUpInput: {
            email: string;
            firstName: string;
            lastName: string;
            organizationName: string;
        };
        /**
         * @example {
         *       "email": "ada@example.com"
         *     }
         */
        SignInInput: {
            email: string;
        };
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "code": "12345678"
         *     }
         */
        VerificationInput: {
            email: string;
            /** @description The 8 digits in the mail, or the code in its link. */
            code: string;
            /**
             * @description `ACCOUNT` opens the person's own account only, whatever their role.
             * @default MANAGEMENT
             * @enum {string}
             */
            purpose: "MANAGEMENT" | "ACCOUNT";
        };
        /**
         * @example {
         *       "name": "expenses",
         *       "title": "Travel and expenses"
         *     }
         */
        NewSolutionInput: {
            name: string;
            title: string;
            description?: string;
            category?: string;
        };
        SolutionPatchInput: {
            name?: string;
            title?: string;
            description?: string | null;
            category?: string | null;
        };
        /**
         * @example {
         *       "name": "laptop",
         *       "scopes": [
         *         "users:view"
         *       ]
         *     }
         */
        NewTokenInput: {
            name: string;
            scopes?: ("users:view" | "users:manage" | "users:change-role" | "solutions:view" | "solutions:register" | "solutions:change" | "solutions:delete" | "solutions:run" | "solutions:permissions" | "notifications:view" | "notifications:send" | "settings:manage" | "troubleshooting:organization" | "troubleshooting:solution" | "audit:read" | "usage:view" | "account:manage")[];
            /**
             * Format: uuid
             * @description Limits the token to one organization.
             */
            organizationId?: string;
        };
        /**
         * @example {
         *       "firstName": "Augusta",
         *       "phone": null
         *     }
         */
        ProfilePatchInput: {
            firstName?: string;
            lastName?: string;
            name?: string | null;
            avatarUrl?: string | null;
            phone?: string | null;
        };
        DefaultOrganizationInput: {
            /** Format: uuid */
            organizationId: string;
        };
        PersonName: {
            name?: string;
            /**
             * @description The person was erased.
             * @constant
             */
            erased?: true;
        };
        RoleInterval: {
            /** @enum {string} */
            scope: "ORGANIZATION" | "SOLUTION";
            /** Format: uuid */
            solutionId?: string;
            role: string;
            /**
             * @description The membership's status. In a solution, `DISABLED` means the role `DENY`.
             * @enum {string}
             */
            status: "INVITED" | "ACTIVE" | "DISABLED";
            /** Format: date-time */
            validFrom: string;
            /**
             * Format: date-time
             * @description Absent while the role is held.
             */
            validTo?: string;
            /** Format: uuid */
            changedBy: string;
            changedByRole?: string;
            position: number;
            /** Format: uuid */
            endedBy?: string;
            endedByRole?: string;
            endedPosition?: number;
        };
        AuditEvent: {
            /** @description The position in this organization's log: 1, 2, 3, ... without gaps. */
            position: number;
            /** Format: uuid */
            eventId: string;
            type: string;
            schemaVersion: number;
            stream: string;
            revision: number;
            /** Format: date-time */
            occurredAt: string;
            actor: {
                /**
                 * Format: uuid
                 * @description A user, or the nil UUID for the system.
                 */
                userId: string;
                /** @description Their organization role at that time. */
                role?: string;
                /** @enum {string} */
                via: "SESSION" | "TOKEN" | "SYSTEM";
                /** Format: uuid */
                tokenId?: string;
                name?: string;
                /**
                 * @description The person was erased.
                 * @constant
                 */
                erased?: true;
            };
            /** Format: uuid */
            subjectId?: string;
            /** @description The fields that docs/events.md lists for the type; erased personal data is null. */
            data: {
                [key: string]: unknown;
            };
            /** @description Each changed field, with its value before and after. */
            changes: {
                [key: string]: {
                    from?: unknown;
                    to?: unknown;
                };
            };
            correlationId: string;
            /** Format: uuid */
            causationId?: string;
        };
        AuditEventPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["AuditEvent"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The people named by id here, as far as the caller may see their names. */
            people: {
                [key: string]: components["schemas"]["PersonName"];
            };
            /** @description Up to this position the log is covered. Follow it with `after` set to this. */
            nextPosition: number;
        };
        CloudEvent: {
            /** @constant */
            specversion: "1.0";
            /** Format: uuid */
            id: string;
            source: string;
            type: string;
            /** Format: date-time */
            time: string;
            position: number;
            data: {
                stored: {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        RoleHistoryPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["RoleInterval"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The people named by id here, as far as the caller may see their names. */
            people: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        AccessReview: {
            /** Format: uuid */
            organizationId: string;
            /** Format: date-time */
            at: string;
            /** @description The number of log entries at that moment. */
            position: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people: {
                [key: string]: components["schemas"]["PersonName"];
            };
            items: {
                /** Format: uuid */
                userId: string;
                email?: string;
                /** @enum {string} */
                status: "INVITED" | "ACTIVE" | "DISABLED";
                /** @enum {string} */
                role: "OWNER" | "ADMIN" | "CREATOR" | "USER";
                /** Format: uuid */
                grantedBy: string;
                grantedByRole?: string;
                /** Format: date-time */
                grantedAt: string;
                /** @description The grant's position in the organization's log. */
                position: number;
                solutions: {
                    /** Format: uuid */
                    solutionId: string;
                    /** @enum {string} */
                    role: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
                    /** Format: uuid */
                    grantedBy: string;
                    grantedByRole?: string;
                    /** Format: date-time */
                    grantedAt: string;
                    /** @description The grant's position in the organization's log. */
                    position: number;
                }[];
            }[];
            count: number;
        };
        AccessChanges: {
            /** Format: uuid */
            organizationId: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description The number of log entries at the first moment. */
            fromPosition: number;
            /** @description The number of log entries at the second moment. */
            toPosition: number;
            items: {
                /** Format: uuid */
                userId: string;
                email?: string;
                /**
                 * @description What became of the membership.
                 * @enum {string}
                 */
                change: "JOINED" | "LEFT" | "CHANGED";
                /** @description The status and role in the organization, if they differ. */
                organization?: {
                    /** @description Absent if there was no role. */
                    before?: {
                        /**
                         * @description The membership's status. In a solution, `DISABLED` means the role `DENY`.
                         * @enum {string}
                         */
                        status: "INVITED" | "ACTIVE" | "DISABLED";
                        role: string;
                        /** Format: uuid */
                        grantedBy: string;
                        grantedByRole?: string;
                        /** Format: date-time */
                        grantedAt: string;
                        /** @description The grant's position in the organization's log. */
                        position: number;
                        /** Format: uuid */
                        endedBy?: string;
                        endedByRole?: string;
                        /** Format: date-time */
                        endedAt?: string;
                        endedPosition?: number;
                    };
                    /** @description Absent if there is no role any more. */
                    after?: {
                        /**
                         * @description The membership's status. In a solution, `DISABLED` means the role `DENY`.
                         * @enum {string}
                         */
                        status: "INVITED" | "ACTIVE" | "DISABLED";
                        role: string;
                        /** Format: uuid */
                        grantedBy: string;
                        grantedByRole?: string;
                        /** Format: date-time */
                        grantedAt: string;
                        /** @description The grant's position in the organization's log. */
                        position: number;
                        /** Format: uuid */
                        endedBy?: string;
                        endedByRole?: string;
                        /** Format: date-time */
                        endedAt?: string;
                        endedPosition?: number;
                    };
                };
                solutions: {
                    /** Format: uuid */
                    solutionId: string;
                    /** @description Absent if there was no role. */
                    before?: {
                        /**
                         * @description The membership's status. In a solution, `DISABLED` means the role `DENY`.
                         * @enum {string}
                         */
                        status: "INVITED" | "ACTIVE" | "DISABLED";
                        role: string;
                        /** Format: uuid */
                        grantedBy: string;
                        grantedByRole?: string;
                        /** Format: date-time */
                        grantedAt: string;
                        /** @description The grant's position in the organization's log. */
                        position: number;
                        /** Format: uuid */
                        endedBy?: string;
                        endedByRole?: string;
                        /** Format: date-time */
                        endedAt?: string;
                        endedPosition?: number;
                    };
                    /** @description Absent if there is no role any more. */
                    after?: {
                        /**
                         * @description The membership's status. In a solution, `DISABLED` means the role `DENY`.
                         * @enum {string}
                         */
                        status: "INVITED" | "ACTIVE" | "DISABLED";
                        role: string;
                        /** Format: uuid */
                        grantedBy: string;
                        grantedByRole?: string;
                        /** Format: date-time */
                        grantedAt: string;
                        /** @description The grant's position in the organization's log. */
                        position: number;
                        /** Format: uuid */
                        endedBy?: string;
                        endedByRole?: string;
                        /** Format: date-time */
                        endedAt?: string;
                        endedPosition?: number;
                    };
                }[];
            }[];
            count: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        InclusionProof: {
            position: number;
            size: number;
            /** @description Base64. */
            leafHash: string;
            /** @description Base64. */
            root: string;
            hashes: string[];
        };
        ConsistencyProof: {
            from: number;
            to: number;
            /** @description Base64. */
            fromRoot: string;
            /** @description Base64. */
            toRoot: string;
            hashes: string[];
        };
        SigningKeys: {
            count: number;
            items: {
                keyId: string;
                /** @constant */
                algorithm: "Ed25519";
                /** @description Base64 of 32 bytes. */
                publicKey: string;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                retiredAt?: string;
                /** @description The signed note in which the previous key names this one. */
                endorsement?: string;
            }[];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            /** @description A stable code for programs. */
            code: string;
            correlationId: string;
            errors?: {
                /** @description A JSON pointer into the body, or `?name` for a query parameter. */
                pointer: string;
                detail: string;
            }[];
        };
        User: {
            /** Format: uuid */
            userId: string;
            email?: string;
            name?: string;
            firstName?: string;
            lastName?: string;
            avatarUrl?: string;
            phone?: string;
            /** Format: uuid */
            defaultOrganizationId?: string;
            statistics: {
                organizationCount: number;
                solutionCount: number;
            };
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        OpenedSession: {
            /** @description Shown once. A replayed answer omits it. */
            sessionToken?: string;
            /**
             * Format: date-time
             * @description When it ends if it is not used before.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The only organization that it opens.
             */
            organizationId?: string;
            /** @description The permissions to which it is narrowed. */
            readonly scopes?: string[];
            user: components["schemas"]["User"];
        };
        LogsTaken: {
            count: number;
        };
        LogEntry: {
            /** Format: uuid */
            logId: string;
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            userId: string;
            /** Format: uuid */
            solutionId?: string;
            /** @enum {string} */
            level: "ERROR" | "WARNING" | "INFO" | "DEBUG";
            category: string;
            message: string;
            device?: string;
            app?: string;
            parameters?: {
                [key: string]: string | number | boolean;
            };
            correlationId?: string;
            /** @description The number of entries with this correlation id in the view, at any level and in any category. Counting stops at 10,000. */
            correlationCount?: number;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            receivedAt: string;
        };
        LogPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["LogEntry"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        Invite: {
            /** @enum {string} */
            status: "SENT" | "FAILED" | "PENDING" | "ACCEPTED" | "EXPIRED" | "REVOKED";
            language?: string;
            /** Format: date-time */
            sentAt?: string;
            sentCount: number;
            /** Format: date-time */
            expiresAt?: string;
            /** @description The mail server's error message. */
            failure?: string;
        };
        Member: {
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            userId: string;
            name?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            /** @enum {string} */
            userRole: "OWNER" | "ADMIN" | "CREATOR" | "USER";
            /** @enum {string} */
            userStatus: "INVITED" | "ACTIVE" | "DISABLED";
            language?: string;
            solutionCount: number;
            /** @description The member's role in each solution, by solution id. */
            solutions: {
                [key: string]: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
            };
            invite?: components["schemas"]["Invite"];
            /** Format: date-time */
            lastActiveAt?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        MemberPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Member"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        InvitePreview: {
            organizationName: string;
            email?: string;
            firstName?: string;
            lastName?: string;
            language: string;
            /** Format: date-time */
            expiresAt: string;
        };
        SolutionMember: {
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            solutionId: string;
            /** Format: uuid */
            userId: string;
            name?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            /**
             * @description The role in the solution.
             * @enum {string}
             */
            userRole: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        SolutionMemberPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["SolutionMember"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        MemberBatchOutcome: {
            /** @description The number of rows. */
            count: number;
            items: {
                /** @description The row's number, from 1. */
                row: number;
                email: string;
                /** @enum {string} */
                outcome: "INVITED" | "ALREADY_MEMBER" | "INVALID" | "WOULD_INVITE" | "STOPPED";
                /** Format: uuid */
                userId?: string;
                problem?: {
                    type: string;
                    title: string;
                    status: number;
                    detail: string;
                    /** @description A stable code for programs. */
                    code: string;
                    errors?: {
                        /** @description A JSON pointer into the body, or `?name` for a query parameter. */
                        pointer: string;
                        detail: string;
                    }[];
                };
            }[];
        };
        Notification: {
            /** Format: uuid */
            notificationId: string;
            /** Format: uuid */
            organizationId: string;
            /** @enum {string} */
            scope: "ORG" | "SLN" | "USR";
            /** Format: uuid */
            solutionId?: string;
            readonly userIds?: string[];
            content: {
                title?: string;
                text?: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /** Format: date-time */
            startAt: string;
            /** @enum {string} */
            state: "SCHEDULED" | "SENDING" | "SENT" | "CANCELLED";
            counts: {
                /** @description Recipients who have it in their list. */
                delivered: number;
                /** @description Those with at least one device that accepted it. */
                pushed: number;
                /** @description Those with devices, none of which accepted it. */
                pushFailed: number;
                /** @description Those who have read it. */
                read: number;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
        };
        NotificationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Notification"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        MyNotification: {
            /** Format: uuid */
            notificationId: string;
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            solutionId?: string;
            content: {
                title?: string;
                text?: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /** Format: date-time */
            deliveredAt: string;
            read: boolean;
            /** Format: date-time */
            readAt?: string;
        };
        MyNotificationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["MyNotification"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        PushSubscription: {
            /** Format: uuid */
            subscriptionId: string;
            endpoint: string;
        };
        ShownPushSubscription: {
            /** Format: uuid */
            subscriptionId: string;
            /** @description The host of its push service. */
            host: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description The only organization whose notifications it gets.
             */
            organizationId?: string;
        };
        PushSubscriptionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["ShownPushSubscription"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        PushKey: {
            /** @description The value for `applicationServerKey`, in base64url. */
            publicKey: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "failing";
            eventStore: {
                /** @enum {string} */
                status: "ok" | "failing";
                /** @description Why the event store does not fit the read models, and what to do. */
                failure?: string;
            };
            database: {
                /** @enum {string} */
                status: "ok" | "failing";
            };
            projections: {
                name: string;
                /** @enum {string} */
                status: "ok" | "stopped" | "waiting";
                /** @description A decimal number. */
                position: string;
                /** @description How far it is behind the end of the event store, as a decimal number. */
                lag: string;
                /**
                 * @description What `lag` counts: events, or bytes of the event store's log.
                 * @enum {string}
                 */
                lagUnit: "events" | "bytes";
                /** @description The event at which the projection stopped. */
                failure?: {
                    position: string;
                    eventId: string;
                    eventType: string;
                    error: string;
                    /** Format: date-time */
                    failedAt: string;
                    /** @description The version of the service that failed. */
                    program?: string;
                };
                /** @description The organizations and people of whom an event could not be folded, each by the name of its stream. They are answered with the problem `set-aside`; all others are served. At most 100 are listed. */
                setAside?: {
                    position: string;
                    eventId: string;
                    eventType: string;
                    error: string;
                    /** Format: date-time */
                    failedAt: string;
                    /** @description The version of the service that failed. */
                    program?: string;
                    key: string;
                }[];
                /** @description Why only a newer version of the service can fold the projection. An instance of that version does so, or the status is `waiting`. Upgrade this instance. */
                needsNewer?: string;
            }[];
        };
        OrganizationSettings: {
            idleLogoutMinutes: number;
            inviteExpiryDays: number;
            defaultLanguage: string;
            /** @description The maximum number of members; no limit if absent. */
            memberLimit?: number;
            /** @description Whom to ask for access. */
            requestAccessEmail?: string;
        };
        Organization: {
            /** Format: uuid */
            organizationId: string;
            name: string;
            description?: string;
            url?: string;
            region?: string;
            locked: boolean;
            settings?: components["schemas"]["OrganizationSettings"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        OrganizationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Organization"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        OwnOrganization: {
            /** Format: uuid */
            organizationId: string;
            name: string;
            /** @enum {string} */
            userRole: "OWNER" | "ADMIN" | "CREATOR" | "USER";
            /** @enum {string} */
            userStatus: "INVITED" | "ACTIVE" | "DISABLED";
            /** @description The number of solutions assigned to the caller. */
            solutionCount: number;
            isDefault: boolean;
            /** @description The session was idle for longer than this organization allows: sign in again. */
            needsSignIn: boolean;
        };
        OwnOrganizationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["OwnOrganization"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        InviteTemplate: {
            /** @description ISO 639-1. */
            language: string;
            subject: string;
            html: string;
            introMessage?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        InviteTemplatePage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["InviteTemplate"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        CodeAsked: {
            /**
             * @description The code is mailed only if the address may sign in.
             * @constant
             */
            status: "ASKED";
        };
        Session: {
            /** Format: uuid */
            userId: string;
            /**
             * Format: date-time
             * @description When it ends if it is not used before.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The only organization that it opens.
             */
            organizationId?: string;
            /** @description The permissions to which it is narrowed. */
            readonly scopes?: string[];
            user: components["schemas"]["User"];
        };
        ListedSession: {
            /** Format: uuid */
            sessionId: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Exact to a minute.
             */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The only organization that it opens.
             */
            organizationId?: string;
            /** @description The permissions to which it is narrowed. */
            readonly scopes?: string[];
            /** @description Is it the session of this request? */
            isCurrent: boolean;
        };
        SessionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["ListedSession"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        Solution: {
            /** Format: uuid */
            solutionId: string;
            /** Format: uuid */
            organizationId: string;
            name: string;
            title: string;
            description?: string;
            category?: string;
            locked: boolean;
            memberCount: number;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
        };
        OwnSolution: {
            /** Format: uuid */
            solutionId: string;
            /** Format: uuid */
            organizationId: string;
            name: string;
            title: string;
            description?: string;
            category?: string;
            locked: boolean;
            memberCount: number;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
            /**
             * @description Absent if the solution is not on the profile.
             * @enum {string}
             */
            userRole?: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
            /** @description Whether the caller may run it on a device. */
            mayRun: boolean;
        };
        OwnSolutionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["OwnSolution"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        SolutionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Solution"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        Token: {
            /** Format: uuid */
            tokenId: string;
            /** @description Absent if the person was erased. */
            name?: string;
            readonly scopes: string[];
            /**
             * Format: uuid
             * @description The only organization in which it works; absent if it is not limited to one.
             */
            organizationId?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            leaseExpiresAt: string;
            /** Format: date-time */
            lastUsedAt?: string;
            /** @enum {string} */
            status: "ACTIVE" | "LEASE_LAPSED" | "EXPIRED" | "DELETED";
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        IssuedToken: {
            /** Format: uuid */
            tokenId: string;
            /** @description Absent if the person was erased. */
            name?: string;
            readonly scopes: string[];
            /**
             * Format: uuid
             * @description The only organization in which it works; absent if it is not limited to one.
             */
            organizationId?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            leaseExpiresAt: string;
            /** Format: date-time */
            lastUsedAt?: string;
            /** @enum {string} */
            status: "ACTIVE" | "LEASE_LAPSED" | "EXPIRED" | "DELETED";
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description Shown once. A replayed answer omits it. */
            secret?: string;
        };
        TokenPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Token"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        Usage: {
            from: string;
            to: string;
            /** @description The number of days. */
            count: number;
            items: {
                /** @description YYYY-MM-DD, UTC. */
                date: string;
                /** @description At the end of the day. */
                members: {
                    total: number;
                    byStatus: {
                        INVITED: number;
                        ACTIVE: number;
                        DISABLED: number;
                    };
                    byRole: {
                        OWNER: number;
                        ADMIN: number;
                        CREATOR: number;
                        USER: number;
                    };
                };
                /** @description At the end of the day. */
                solutions: number;
                /** @description At the end of the day. */
                assignments: number;
                /** @description Members who were active on the day. */
                activeUsers: number;
                invitationsSent: number;
                invitationsAccepted: number;
                /** @description At most one per token and hour is recorded. */
                tokenUses: number;
                notifications: number;
            }[];
        };
        UserPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["User"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
        };
        Account: {
            /** Format: uuid */
            userId: string;
            email?: string;
            name?: string;
            firstName?: string;
            lastName?: string;
            avatarUrl?: string;
            phone?: string;
            /** Format: uuid */
            defaultOrganizationId?: string;
            statistics: {
                organizationCount: number;
                solutionCount: number;
            };
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description A user, or the nil UUID for the system.
             */
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
            /** @description Has the caller proved that the address is theirs? */
            emailProved: boolean;
            /** @description The credential of this request. */
            credential: {
                /** @enum {string} */
                kind: "SESSION" | "TOKEN";
                /**
                 * Format: uuid
                 * @description The only organization that it opens.
                 */
                organizationId?: string;
                /** @description The permissions to which it is narrowed. */
                readonly scopes?: string[];
            };
        };
        Liveness: {
            /** @enum {string} */
            status: "ok" | "failing";
        };
        Version: {
            name: string;
            version: string;
            node: string;
        };
    };
    responses: {
        /** @description The service cannot answer now. Whether it made the change is open: it may have, or may still do so. Repeat the request with the same Idempotency-Key after Retry-After: then the change is made exactly once. Without a key, read first whether it was made. */
        Unavailable: {
            headers: {
                /** @description The correlation id of the request, its log lines and its events. */
                "X-Request-Id"?: string;
                /** @description The requests left (`r`) for the next `t` seconds. */
                RateLimit?: string;
                /** @description The limit: `q` requests in `w` seconds. */
                "RateLimit-Policy"?: string;
                /** @description In seconds, with 429 and 503. */
                "Retry-After"?: string;
                /** @description Sent with 401. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListOrganizations: {
        parameters: {
            query?: {
                search?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CreateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganizationInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetOrganization: {
        parameters: {
            query?: {
                expandSettings?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMyOrganizations: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnOrganizationPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationSettingsPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListInviteTemplates: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteTemplatePage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetInviteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteTemplate"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SaveInviteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInviteTemplateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteTemplate"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteInviteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PreviewInviteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewInviteTemplateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VerifySignIn: {
        parameters: {
            query?: {
                /** @description Also sets the session as a cookie, for browsers. */
                cookie?: "true" | "false";
            };
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerificationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMySessions: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EndSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListOrganizationLogs: {
        parameters: {
            query: {
                /** @description The exact correlation id. */
                correlationId: string;
                /** @description Only these levels. Separate values with commas, or repeat the parameter. */
                levels?: ("ERROR" | "WARNING" | "INFO" | "DEBUG")[];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SendLogs: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogBatchInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogsTaken"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMemberLogs: {
        parameters: {
            query?: {
                /** @description How far to look back, from when the service received an entry. */
                window?: "hour" | "day" | "week" | "month";
                /** @description Only entries with exactly this correlation id. */
                correlationId?: string;
                /** @description Only these levels. Separate values with commas, or repeat the parameter. */
                levels?: ("ERROR" | "WARNING" | "INFO" | "DEBUG")[];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Only entries of this solution. */
                solutionId?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListSolutionLogs: {
        parameters: {
            query?: {
                /** @description How far to look back, from when the service received an entry. */
                window?: "hour" | "day" | "week" | "month";
                /** @description Only entries with exactly this correlation id. */
                correlationId?: string;
                /** @description Only these levels. Separate values with commas, or repeat the parameter. */
                levels?: ("ERROR" | "WARNING" | "INFO" | "DEBUG")[];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMyLogs: {
        parameters: {
            query?: {
                /** @description How far to look back, from when the service received an entry. */
                window?: "hour" | "day" | "week" | "month";
                /** @description Only entries with exactly this correlation id. */
                correlationId?: string;
                /** @description Only these levels. Separate values with commas, or repeat the parameter. */
                levels?: ("ERROR" | "WARNING" | "INFO" | "DEBUG")[];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Only entries of this solution. */
                solutionId?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMembers: {
        parameters: {
            query?: {
                /** @description Matches any part of the name or e-mail address, ignoring case. */
                search?: string;
                /** @description Only these users. Separate values with commas, or repeat the parameter. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter. */
                emails?: string[];
                /** @description Only these roles. Separate values with commas, or repeat the parameter. */
                includeRoles?: ("OWNER" | "ADMIN" | "CREATOR" | "USER")[];
                /** @description Not these roles. Separate values with commas, or repeat the parameter. */
                excludeRoles?: ("OWNER" | "ADMIN" | "CREATOR" | "USER")[];
                /** @description Only these statuses. Separate values with commas, or repeat the parameter. */
                status?: ("INVITED" | "ACTIVE" | "DISABLED")[];
                /** @description Only members assigned to any of these solutions. Separate values with commas, or repeat the parameter. */
                solutionIds?: string[];
                /** @description Only members without solutions. */
                withoutSolutions?: "true" | "false";
                sort?: "name" | "email" | "createdAt" | "lastActiveAt" | "-name" | "-email" | "-createdAt" | "-lastActiveAt";
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMemberInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RemoveUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeOrgRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResendInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResendInviteInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DisableMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EnableMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RevokeInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InviteMany: {
        parameters: {
            query?: {
                /** @description Answers the outcomes without inviting anybody. */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBatchInput"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description Multi-Status */
            207: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBatchOutcome"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PreviewInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteTokenInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitePreview"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AcceptInvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteAcceptanceInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AssignSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AssignmentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SolutionMember"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UnassignSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeSolutions: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentBatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListSolutionMembers: {
        parameters: {
            query?: {
                /** @description Matches any part of the name or e-mail address, ignoring case. */
                search?: string;
                /** @description Only these users. Separate values with commas, or repeat the parameter. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter. */
                emails?: string[];
                /** @description Only these roles. Separate values with commas, or repeat the parameter. */
                includeRoles?: ("OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY")[];
                /** @description Not these roles. Separate values with commas, or repeat the parameter. */
                excludeRoles?: ("OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY")[];
                /** @description Only these statuses. Separate values with commas, or repeat the parameter. */
                status?: ("INVITED" | "ACTIVE" | "DISABLED")[];
                /** @description Only members assigned to any of these solutions. Separate values with commas, or repeat the parameter. */
                solutionIds?: string[];
                /** @description Only members without solutions. */
                withoutSolutions?: "true" | "false";
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SolutionMemberPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListSolutions: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SolutionPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RegisterSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSolutionInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SolutionPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMySolutions: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSolutionPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TakeSolutionBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSolution"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SetSolutionAside: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EraseMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureInput"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfilePatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChooseDefaultOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultOrganizationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                /** @description Matches any part of the name or e-mail address, ignoring case. */
                search?: string;
                /** @description Only these users. Separate values with commas, or repeat the parameter. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter. */
                emails?: string[];
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetUsage: {
        parameters: {
            query?: {
                /** @description The first day. */
                from?: string;
                /** @description The last day; today by default. */
                to?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListNotifications: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RequestNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNotificationInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CancelNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMyNotifications: {
        parameters: {
            query?: {
                /** @description Only unread notifications. */
                unread?: "true" | "false";
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyNotificationPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyNotification"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetPushKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMyPushSubscriptions: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscriptionPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SubscribeToPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPushSubscriptionInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscription"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UnsubscribeFromPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GonePushSubscriptionInput"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeletePushSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path: {
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMyTokens: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CreateToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTokenInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    /** @description The new resource. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetMyToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExtendTokenLease: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Operations without this parameter refuse one. */
                "If-Match"?: string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    /** @description The position of the change, for Muster-Min-Position. */
                    "Muster-Position"?: string;
                    /** @description `true` if this repeats the first answer. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListEvents: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Only entries after this position: the `nextPosition` of the previous page. */
                after?: number;
                /** @description With `after`: how many seconds to wait for an entry. */
                wait?: number;
                /** @description Only these event types. Separate values with commas, or repeat the parameter. */
                types?: ("DefaultOrganizationChosen" | "EmailClaimed" | "EmailReleased" | "EventLogExported" | "EventLogRead" | "InviteAccepted" | "InviteEmailFailed" | "InviteEmailSent" | "InviteIssued" | "InviteRevoked" | "InviteTemplateDeleted" | "InviteTemplateSaved" | "MemberDisabled" | "MemberEnabled" | "MemberFounded" | "MemberInvited" | "MemberRemoved" | "NotificationCancelled" | "NotificationDelivered" | "NotificationRead" | "NotificationRequested" | "NotificationSent" | "OrgRoleChanged" | "OrganizationDeleted" | "OrganizationDetailsChanged" | "OrganizationFounded" | "OrganizationSettingsChanged" | "OwnershipGranted" | "OwnershipRevoked" | "PersonalDataErased" | "ProfileChanged" | "PushesRecorded" | "SolutionAssigned" | "SolutionDeleted" | "SolutionDetailsChanged" | "SolutionRegistered" | "SolutionRoleChanged" | "SolutionUnassigned" | "TokenDeleted" | "TokenIssued" | "TokenLeaseExtended" | "TokenUsed" | "UserLoggedIn" | "UserLoggedOut" | "UserRegistered")[];
                /** @description Only events by this user. */
                actorId?: string;
                /** @description Only events about this user. */
                subjectId?: string;
                solutionId?: string;
                correlationId?: string;
                /** @description From this moment on. */
                from?: string;
                /** @description Before this moment. */
                to?: string;
                order?: "asc" | "desc";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                    "application/x-ndjson": string;
                    "application/cloudevents-batch+json": components["schemas"]["CloudEvent"][];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetRoleHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleHistoryPage"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetCheckpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProveInclusion: {
        parameters: {
            query: {
                position: number;
                /** @description The tree's size in entries; the whole log by default. */
                size?: number;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProveConsistency: {
        parameters: {
            query: {
                /** @description The earlier tree's size in entries. */
                from: number;
                /** @description The later tree's size in entries; the whole log by default. */
                to?: number;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeys"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetAccessReview: {
        parameters: {
            query?: {
                /** @description The moment to review; now by default. */
                at?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessReview"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetAccessChanges: {
        parameters: {
            query: {
                /** @description The first moment. */
                from: string;
                /** @description The second moment; now by default. */
                to?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessChanges"];
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExportEvents: {
        parameters: {
            query?: {
                /** @description From this moment on. */
                from?: string;
                /** @description Before this moment. */
                to?: string;
                format?: "ndjson" | "csv" | "cloudevents" | "bundle";
                /** @description Starts after this position. Not for bundles. */
                after?: number;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/zip": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WatchChanges: {
        parameters: {
            query?: {
                /** @description With `false` the stream ends after the kept changes instead of waiting for more. */
                follow?: "true" | "false";
            };
            header?: {
                /** @description The last position that the client has seen. Without it the stream starts now. */
                "last-event-id"?: string;
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLiveness: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetReadiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The revision of a single resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    /** @description The correlation id of the request, its log lines and its events. */
                    "X-Request-Id"?: string;
                    /** @description The requests left (`r`) for the next `t` seconds. */
                    RateLimit?: string;
                    /** @description The limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description In seconds, with 429 and 503. */
                    "Retry-After"?: string;
                    /** @description Sent with 401. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
