/** Generated from openapi.json by npm run generate. */
export interface paths {
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organizations in which the caller is an active member.
         * @description The organizations in which the caller is an active member.
         */
        get: operations["ListOrganizations"];
        put?: never;
        /**
         * Creates an organization. The caller becomes its owner.
         * @description Creates an organization. The caller becomes its owner.
         */
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
        /**
         * One organization of the caller.
         * @description One organization of the caller.
         */
        get: operations["GetOrganization"];
        put?: never;
        post?: never;
        /**
         * Deletes the organization with its memberships and solutions. The log keeps its history.
         * @description Deletes the organization with its memberships and solutions. The log keeps its history.
         */
        delete: operations["DeleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Changes the organization's details.
         * @description Changes the organization's details.
         */
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
        /**
         * The caller's organizations, with the number of their solutions in each.
         * @description The caller's organizations, with the number of their solutions in each.
         */
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
        /**
         * The organization's settings.
         * @description The organization's settings.
         */
        get: operations["GetSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes settings, effective at once. Null restores the default.
         * @description Changes settings, effective at once. Null restores the default.
         */
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
        /**
         * The invite templates, one for each language in which people can be invited.
         * @description The invite templates, one for each language in which people can be invited.
         */
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
        /**
         * The invite template for a language.
         * @description The invite template for a language.
         */
        get: operations["GetInviteTemplate"];
        /**
         * Adds or replaces the invite template for a language (ISO 639-1).
         * @description Adds or replaces the invite template for a language (ISO 639-1).
         */
        put: operations["SaveInviteTemplate"];
        post?: never;
        /**
         * Deletes the invite template for a language. Without a template nobody can be invited.
         * @description Deletes the invite template for a language. Without a template nobody can be invited.
         */
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
        /**
         * The invitation as HTML, made from the given template or else the saved one.
         * @description The invitation as HTML, made from the given template or else the saved one.
         */
        post: operations["PreviewInviteTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a sign-in page may offer.
         * @description What a sign-in page may offer.
         */
        get: operations["GetSignInOptions"];
        put?: never;
        post?: never;
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
        /**
         * Mails a code to sign up with. Entering the code creates an organization.
         * @description Mails a code to sign up with. Entering the code creates an organization.
         */
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
        /**
         * Mails a code to sign in with. Known and unknown addresses get the same answer.
         * @description Mails a code to sign in with. Known and unknown addresses get the same answer.
         */
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
        /**
         * Exchanges the code for a session.
         * @description Exchanges the code for a session.
         */
        post: operations["VerifySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leads the browser to the identity provider, if there is one.
         * @description Leads the browser to the identity provider, if there is one.
         */
        get: operations["SignInByIdentityProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/identity-provider/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the identity provider sends the browser back. Sets the session as a cookie and leads to the page.
         * @description Where the identity provider sends the browser back. Sets the session as a cookie and leads to the page.
         */
        get: operations["CompleteSignInByIdentityProvider"];
        put?: never;
        post?: never;
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
        /**
         * The caller's session.
         * @description The caller's session.
         */
        get: operations["GetSession"];
        put?: never;
        post?: never;
        /**
         * Ends the caller's session.
         * @description Ends the caller's session.
         */
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
        /**
         * The caller's sessions that open no more than the credential of the request, newest first.
         * @description The caller's sessions that open no more than the credential of the request, newest first.
         */
        get: operations["ListMySessions"];
        put?: never;
        post?: never;
        /**
         * Ends all of the caller's sessions but this one. Requires a session.
         * @description Ends all of the caller's sessions but this one. Requires a session.
         */
        delete: operations["EndOtherSessions"];
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
        /**
         * Ends one of the caller's sessions. Requires a session.
         * @description Ends one of the caller's sessions. Requires a session.
         */
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
        /**
         * The organization's log entries with one correlation id.
         * @description The organization's log entries with one correlation id.
         */
        get: operations["ListOrganizationLogs"];
        put?: never;
        /**
         * Stores up to 500 log entries of the caller's apps: all of them or none.
         * @description Stores up to 500 log entries of the caller's apps: all of them or none.
         */
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
        /**
         * The log entries of a member's apps in all their solutions. Members may read their own.
         * @description The log entries of a member's apps in all their solutions. Members may read their own.
         */
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
        /**
         * The log entries of a solution from the apps of all its users.
         * @description The log entries of a solution from the apps of all its users.
         */
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
        /**
         * The log entries of the caller's apps.
         * @description The log entries of the caller's apps.
         */
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
        /**
         * The members of the organization.
         * @description The members of the organization.
         */
        get: operations["ListMembers"];
        put?: never;
        /**
         * Invites a person by mail, or adds them without a mail.
         * @description Invites a person by mail, or adds them without a mail.
         */
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
        /**
         * One member. Members may read themselves.
         * @description One member. Members may read themselves.
         */
        get: operations["GetMember"];
        put?: never;
        post?: never;
        /**
         * Ends the membership and all its solution assignments.
         * @description Ends the membership and all its solution assignments.
         */
        delete: operations["RemoveUser"];
        options?: never;
        head?: never;
        /**
         * Changes the member's organization role, effective at once.
         * @description Changes the member's organization role, effective at once.
         */
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
        /**
         * Sends the invitation again with a new secret. The old secret stops working.
         * @description Sends the invitation again with a new secret. The old secret stops working.
         */
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
        /**
         * Ends the member's access to the organization at once.
         * @description Ends the member's access to the organization at once.
         */
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
        /**
         * Restores the member's access.
         * @description Restores the member's access.
         */
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
        /**
         * Revokes the open invitation.
         * @description Revokes the open invitation.
         */
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
         * @description As JSON, or as CSV in UTF-8 with a header, separated by commas, semicolons or tabs. Required columns: email, firstName, lastName. Optional columns: name, userRole, language, disabled, solutions (ids separated by `;`, each optionally followed by `:ROLE`). Empty rows and columns are ignored; rows are counted without them.
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
        /**
         * Shows an invitation without using it up.
         * @description Shows an invitation without using it up.
         */
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
        /**
         * Accepts an invitation. Works once. The session opens the inviting organization only.
         * @description Accepts an invitation. Works once. The session opens the inviting organization only.
         */
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
        /**
         * Assigns the solution or changes the member's role in it, effective at once.
         * @description Assigns the solution or changes the member's role in it, effective at once.
         */
        put: operations["AssignSolution"];
        post?: never;
        /**
         * Takes the solution away from the member.
         * @description Takes the solution away from the member.
         */
        delete: operations["UnassignSolution"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member to whom the solution is assigned.
         * @description One member to whom the solution is assigned.
         */
        get: operations["GetSolutionMember"];
        /**
         * Assigns the solution or changes the member's role in it, effective at once.
         * @description Assigns the solution or changes the member's role in it, effective at once.
         */
        put: operations["SaveSolutionMember"];
        post?: never;
        /**
         * Takes the solution away from the member.
         * @description Takes the solution away from the member.
         */
        delete: operations["RemoveSolutionMember"];
        options?: never;
        head?: never;
        /**
         * Changes the role of a member to whom the solution is assigned, effective at once.
         * @description Changes the role of a member to whom the solution is assigned, effective at once.
         */
        patch: operations["ChangeSolutionMember"];
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
        /**
         * Assigns and takes away several solutions: all or none.
         * @description Assigns and takes away several solutions: all or none.
         */
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
        /**
         * The members to whom the solution is assigned.
         * @description The members to whom the solution is assigned.
         */
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
        /**
         * The solutions that the caller may view.
         * @description The solutions that the caller may view.
         */
        get: operations["ListSolutions"];
        put?: never;
        /**
         * Registers a solution. The caller becomes its owner.
         * @description Registers a solution. The caller becomes its owner.
         */
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
        /**
         * One solution.
         * @description One solution.
         */
        get: operations["GetSolution"];
        put?: never;
        post?: never;
        /**
         * Deletes the solution and every assignment to it.
         * @description Deletes the solution and every assignment to it.
         */
        delete: operations["DeleteSolution"];
        options?: never;
        head?: never;
        /**
         * Changes the solution's details.
         * @description Changes the solution's details.
         */
        patch: operations["ChangeSolution"];
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The solution's settings.
         * @description The solution's settings.
         */
        get: operations["GetSolutionSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Merges into the solution's settings; `null` removes a field (RFC 7396).
         * @description Merges into the solution's settings; `null` removes a field (RFC 7396).
         */
        patch: operations["ChangeSolutionSettings"];
        trace?: never;
    };
    "/v1/organizations/{organizationId}/solutions/{solutionId}/settings/custom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What front ends keep for the solution; empty if there is nothing.
         * @description What front ends keep for the solution; empty if there is nothing.
         */
        get: operations["GetCustomSettings"];
        /**
         * Replaces them: a JSON object of at most 16,384 bytes.
         * @description Replaces them: a JSON object of at most 16,384 bytes.
         */
        put: operations["ReplaceCustomSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The solutions on the caller's profile and those the caller created.
         * @description The solutions on the caller's profile and those the caller created.
         */
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
        /**
         * Returns a solution to the caller's profile, with the role they had in it.
         * @description Returns a solution to the caller's profile, with the role they had in it.
         */
        put: operations["TakeSolutionBack"];
        post?: never;
        /**
         * Removes a solution from the caller's profile. The caller can take it back.
         * @description Removes a solution from the caller's profile. The caller can take it back.
         */
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
        /**
         * The caller's profile, and to what the credential is narrowed.
         * @description The caller's profile, and to what the credential is narrowed.
         */
        get: operations["GetMe"];
        put?: never;
        post?: never;
        /**
         * Erases the caller's personal data for good; the log keeps what they did.
         * @description Erases the caller's personal data for good; the log keeps what they did.
         */
        delete: operations["EraseMe"];
        options?: never;
        head?: never;
        /**
         * Changes the caller's profile.
         * @description Changes the caller's profile.
         */
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
        /**
         * Chooses the caller's default organization.
         * @description Chooses the caller's default organization.
         */
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
        /**
         * Lists people in the organizations where the caller may view users.
         * @description Lists people in the organizations where the caller may view users.
         */
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
        /**
         * The caller, or a person in an organization where the caller may view users.
         * @description The caller, or a person in an organization where the caller may view users.
         */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's settings; empty if there are none.
         * @description The caller's settings; empty if there are none.
         */
        get: operations["GetUserSettings"];
        /**
         * Replaces the caller's settings: a JSON object of at most 16,384 bytes.
         * @description Replaces the caller's settings: a JSON object of at most 16,384 bytes.
         */
        put: operations["ReplaceUserSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is kept about the caller, as a JSON file: their account, and what the organizations show them that the session opens. Requires a session.
         * @description What is kept about the caller, as a JSON file: their account, and what the organizations show them that the session opens. Requires a session.
         */
        get: operations["ExportMyData"];
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
        /**
         * The organization's usage by day (UTC); the last 30 days by default.
         * @description The organization's usage by day (UTC); the last 30 days by default.
         */
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
        /**
         * The notifications that the caller sent, newest first.
         * @description The notifications that the caller sent, newest first.
         */
        get: operations["ListNotifications"];
        put?: never;
        /**
         * Sends a notification, now or at `startAt`.
         * @description Sends a notification, now or at `startAt`.
         */
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
        /**
         * A notification that the caller sent, with its state and counts.
         * @description A notification that the caller sent, with its state and counts.
         */
        get: operations["GetNotification"];
        put?: never;
        post?: never;
        /**
         * Withdraws a notification that has not been sent yet.
         * @description Withdraws a notification that has not been sent yet.
         */
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
        /**
         * The notifications that the caller received, newest first.
         * @description The notifications that the caller received, newest first.
         */
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
        /**
         * Marks a notification as read.
         * @description Marks a notification as read.
         */
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
        /**
         * The key that a browser needs to subscribe to pushes (VAPID, RFC 8292).
         * @description The key that a browser needs to subscribe to pushes (VAPID, RFC 8292).
         */
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
        /**
         * The caller's devices that get no more than the credential of the request shows, newest first.
         * @description The caller's devices that get no more than the credential of the request shows, newest first.
         */
        get: operations["ListMyPushSubscriptions"];
        put?: never;
        /**
         * Subscribes a device of the caller to pushed notifications (RFC 8030). It ends with the credential of the request.
         * @description Subscribes a device of the caller to pushed notifications (RFC 8030). It ends with the credential of the request.
         */
        post: operations["SubscribeToPush"];
        /**
         * Unsubscribes a device by its endpoint.
         * @description Unsubscribes a device by its endpoint.
         */
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
        /**
         * Unsubscribes a device that the list shows.
         * @description Unsubscribes a device that the list shows.
         */
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
        /**
         * The caller's tokens that open no more than the credential of the request. Ended tokens stay listed for 90 days.
         * @description The caller's tokens that open no more than the credential of the request. Ended tokens stay listed for 90 days.
         */
        get: operations["ListMyTokens"];
        put?: never;
        /**
         * Creates a token and shows its secret once. Requires a session.
         * @description Creates a token and shows its secret once. Requires a session.
         */
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
        /**
         * One of the caller's tokens.
         * @description One of the caller's tokens.
         */
        get: operations["GetMyToken"];
        put?: never;
        post?: never;
        /**
         * Deletes the token, effective at once. Requires a session.
         * @description Deletes the token, effective at once. Requires a session.
         */
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
        /**
         * Extends the lease by two weeks, never past the expiry. Requires a session.
         * @description Extends the lease by two weeks, never past the expiry. Requires a session.
         */
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
        /**
         * Which roles a member held, and when. Includes removed members.
         * @description Which roles a member held, and when. Includes removed members.
         */
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
        /**
         * A signed note on the log's current state (C2SP tlog-checkpoint). Keep it to detect changes.
         * @description A signed note on the log's current state (C2SP tlog-checkpoint). Keep it to detect changes.
         */
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
        /**
         * Proves that an entry is in the log (RFC 6962, 2.1.1).
         * @description Proves that an entry is in the log (RFC 6962, 2.1.1).
         */
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
        /**
         * Proves that the log only grew from one size to another (RFC 6962, 2.1.2).
         * @description Proves that the log only grew from one size to another (RFC 6962, 2.1.2).
         */
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
        /**
         * The public keys, current and retired, that sign checkpoints and exports.
         * @description The public keys, current and retired, that sign checkpoints and exports.
         */
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
        /**
         * Every member at a moment, with each role and who granted it, as JSON or CSV.
         * @description Every member at a moment, with each role and who granted it, as JSON or CSV.
         */
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
        /**
         * Answers while the process is alive.
         * @description Answers while the process is alive.
         */
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
        /**
         * Whether this instance can serve reads, and what is failing.
         * @description 503 only if the instance cannot answer reads. Commands and projections stand in the answer by themselves: an instance that refuses commands still serves.
         */
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
        /**
         * The name and version of the service and its Node.js.
         * @description The name and version of the service and its Node.js.
         */
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
        LogBatchInput: {
            entries: {
                level: components["schemas"]["LogLevel"];
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
            userRole?: components["schemas"]["OrganizationRole"];
            invite?: {
                language?: string;
                /** @description Adds the member without a mail. */
                disabled?: boolean;
            };
            solutions?: {
                /** Format: uuid */
                solutionId: string;
                userRole?: components["schemas"]["SolutionRole"];
            }[];
        };
        /**
         * @example {
         *       "userRole": "CREATOR"
         *     }
         */
        MemberPatchInput: {
            userRole: components["schemas"]["OrganizationRole"];
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
            userRole?: components["schemas"]["SolutionRole"];
        };
        AssignmentBatchInput: {
            /** @default [] */
            assign?: {
                /** Format: uuid */
                solutionId: string;
                userRole?: components["schemas"]["SolutionRole"];
            }[];
            /** @default [] */
            unassign?: string[];
        };
        MemberBatchInput: {
            members: components["schemas"]["NewMemberInput"][];
        };
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
             * @description `account` opens `/v1/users/me` alone, whatever the person's role.
             * @default management
             * @enum {string}
             */
            access?: "management" | "account";
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
         *       "color": "#0a7",
         *       "pages": [
         *         1
         *       ]
         *     }
         */
        CustomSettingsInput: {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "custom": {
         *         "color": null,
         *         "pages": [
         *           1,
         *           2
         *         ]
         *       }
         *     }
         */
        SolutionSettingsPatchInput: {
            custom?: {
                [key: string]: unknown;
            } | null;
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
        /**
         * @example {
         *       "theme": "dark",
         *       "language": "de-CH",
         *       "timeZone": "Europe/Zurich",
         *       "columns": [
         *         "name"
         *       ]
         *     }
         */
        UserSettingsInput: {
            /** @enum {string} */
            theme?: "light" | "dark" | "system";
            language?: string;
            timeZone?: string;
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        OrganizationRole: "OWNER" | "ADMIN" | "CREATOR" | "USER";
        /** @enum {string} */
        SolutionRole: "OWNER" | "ADMIN" | "EDITOR" | "USER" | "DENY";
        /** @enum {string} */
        MemberStatus: "INVITED" | "ACTIVE" | "DISABLED";
        PersonName: {
            name?: string;
            /**
             * @description The person was erased.
             * @constant
             */
            erased?: true;
        };
        /** @enum {string} */
        InviteStatus: "SENT" | "FAILED" | "PENDING" | "ACCEPTED" | "EXPIRED" | "REVOKED";
        Invite: {
            status: components["schemas"]["InviteStatus"];
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
            /** @description Absent, like the other names, if the person was erased. */
            name?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            userRole: components["schemas"]["OrganizationRole"];
            userStatus: components["schemas"]["MemberStatus"];
            language?: string;
            solutionCount: number;
            /** @description The member's role in each solution, by solution id. */
            solutions: {
                [key: string]: components["schemas"]["SolutionRole"];
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        OrganizationSettings: {
            idleLogoutMinutes: number;
            inviteExpiryDays: number;
            defaultLanguage: string;
            /** @description The maximum number of members; no limit if absent. */
            memberLimit?: number;
            /** @description Whom to ask for access. */
            requestAccessEmail?: string;
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        Organization: {
            /** Format: uuid */
            organizationId: string;
            name: string;
            description?: string;
            url?: string;
            /** @description Where the deployment keeps the organization's data. */
            region: string;
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        OwnOrganization: {
            /** Format: uuid */
            organizationId: string;
            name: string;
            /** @description Where the deployment keeps the organization's data. */
            region: string;
            userRole: components["schemas"]["OrganizationRole"];
            userStatus: components["schemas"]["MemberStatus"];
            /** @description The number of solutions assigned to the caller. */
            solutionCount: number;
            isDefault: boolean;
            /** @description The session was idle for longer than this organization allows: sign in again. */
            needsSignIn: boolean;
            /** @description Whom an active member asks for access to management, if the organization says. */
            requestAccessEmail?: string;
            /** @description The organization's revision. */
            revision: number;
        };
        /** @enum {string} */
        NotificationScope: "ORG" | "SLN" | "USR";
        InvitePreview: {
            organizationName: string;
            /** @description Who invites; absent if that person has left the organization. */
            invitedBy?: {
                name: string;
            };
            email?: string;
            firstName?: string;
            lastName?: string;
            /** @description The language of the invitation that this secret belongs to. */
            language: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @enum {string} */
        NotificationState: "SCHEDULED" | "SENDING" | "SENT" | "CANCELLED";
        Notification: {
            /** Format: uuid */
            notificationId: string;
            /** Format: uuid */
            organizationId: string;
            scope: components["schemas"]["NotificationScope"];
            /** Format: uuid */
            solutionId?: string;
            readonly userIds?: string[];
            /** @description Empty if the sender was erased. */
            content: {
                title?: string;
                text?: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /** Format: date-time */
            startAt: string;
            state: components["schemas"]["NotificationState"];
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        MyNotification: {
            /** Format: uuid */
            notificationId: string;
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            solutionId?: string;
            /** @description Empty if the sender was erased. */
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
                via: string;
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
        RoleInterval: {
            /** @enum {string} */
            scope: "ORGANIZATION" | "SOLUTION";
            /** Format: uuid */
            solutionId?: string;
            role: string;
            /** @description The membership's status. In a solution, `DISABLED` means the role `DENY`. */
            status: components["schemas"]["MemberStatus"];
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
        AuditEventPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["AuditEvent"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
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
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
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
                status: components["schemas"]["MemberStatus"];
                role: components["schemas"]["OrganizationRole"];
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
                    role: components["schemas"]["SolutionRole"];
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
                        /** @description The membership's status. In a solution, `DISABLED` means the role `DENY`. */
                        status: components["schemas"]["MemberStatus"];
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
                        /** @description The membership's status. In a solution, `DISABLED` means the role `DENY`. */
                        status: components["schemas"]["MemberStatus"];
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
                        /** @description The membership's status. In a solution, `DISABLED` means the role `DENY`. */
                        status: components["schemas"]["MemberStatus"];
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
                        /** @description The membership's status. In a solution, `DISABLED` means the role `DENY`. */
                        status: components["schemas"]["MemberStatus"];
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
        SigningKeys: {
            count: number;
            items: {
                keyId: string;
                /** @description Base64 of 32 bytes. */
                publicKey: string;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                retiredAt?: string;
                /** @description The signed note in which the previous key names this one. */
                endorsement?: string;
                algorithm: string;
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
            /** @description Active memberships, and the solutions assigned in them. */
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
            /** @description Only of the caller's own account. */
            revision?: number;
        };
        /** @description Stable. New codes may be added. docs/problems.md says what to do for each. */
        ProblemCode: string;
        Problem: {
            /** @description The address of a page on the code. Programs compare the code. */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: components["schemas"]["ProblemCode"];
            correlationId: string;
            errors?: {
                /** @description A JSON pointer into the body, or `?name` for a query parameter. */
                pointer: string;
                detail: string;
            }[];
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
             * @description What it opens: management, or the person's own account alone.
             * @enum {string}
             */
            access?: "management" | "account";
            /**
             * Format: uuid
             * @description The only organization that it opens.
             */
            organizationId?: string;
            /** @description The permissions to which it is narrowed. */
            readonly scopes?: string[];
            user: components["schemas"]["User"];
        };
        /** @enum {string} */
        LogLevel: "ERROR" | "WARNING" | "INFO" | "DEBUG";
        LogEntry: {
            /** Format: uuid */
            logId: string;
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            userId: string;
            /** Format: uuid */
            solutionId?: string;
            level: components["schemas"]["LogLevel"];
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
        LogsTaken: {
            count: number;
        };
        LogPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["LogEntry"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
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
            /** @description The role in the solution. */
            userRole: components["schemas"]["SolutionRole"];
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
        };
        MemberPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Member"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleMember: {
            /** Format: uuid */
            organizationId: string;
            /** Format: uuid */
            userId: string;
            /** @description Absent, like the other names, if the person was erased. */
            name?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            userRole: components["schemas"]["OrganizationRole"];
            userStatus: components["schemas"]["MemberStatus"];
            language?: string;
            solutionCount: number;
            /** @description The member's role in each solution, by solution id. */
            solutions: {
                [key: string]: components["schemas"]["SolutionRole"];
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SolutionMemberPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["SolutionMember"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleSolutionMember: {
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
            /** @description The role in the solution. */
            userRole: components["schemas"]["SolutionRole"];
            /** Format: date-time */
            updatedAt: string;
            /** Format: uuid */
            updatedBy: string;
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        MemberBatchOutcome: {
            /** @description The number of rows. */
            count: number;
            items: {
                /** @description The row's number, from 1. */
                row: number;
                email: string;
                outcome: string;
                /** Format: uuid */
                userId?: string;
                problem?: {
                    /** @description The address of a page on the code. Programs compare the code. */
                    type: string;
                    title: string;
                    status: number;
                    detail: string;
                    code: components["schemas"]["ProblemCode"];
                    errors?: {
                        /** @description A JSON pointer into the body, or `?name` for a query parameter. */
                        pointer: string;
                        detail: string;
                    }[];
                };
            }[];
        };
        NotificationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Notification"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleNotification: {
            /** Format: uuid */
            notificationId: string;
            /** Format: uuid */
            organizationId: string;
            scope: components["schemas"]["NotificationScope"];
            /** Format: uuid */
            solutionId?: string;
            readonly userIds?: string[];
            /** @description Empty if the sender was erased. */
            content: {
                title?: string;
                text?: string;
                inputs?: {
                    [key: string]: string;
                };
            };
            /** Format: date-time */
            startAt: string;
            state: components["schemas"]["NotificationState"];
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        MyNotificationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["MyNotification"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        PushSubscription: {
            /** Format: uuid */
            subscriptionId: string;
            endpoint: string;
        };
        PushSubscriptionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["ShownPushSubscription"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        PushKey: {
            /** @description The value for `applicationServerKey`, in base64url. */
            publicKey: string;
        };
        Readiness: {
            /**
             * @description Whether the instance serves; with `commands=true`, whether it also does commands.
             * @enum {string}
             */
            status: "ok" | "failing";
            /** @description Whether a change can be recorded and become visible now. */
            commands: {
                /** @enum {string} */
                status: "ok" | "failing";
                /** @description Why commands are refused. */
                failure?: string;
            };
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
                /** @description `unknown`: a store does not answer. Then `position` and `lag` are 0. */
                status: string;
                /** @description A decimal number. */
                position: string;
                /** @description How far it is behind the end of the event store, as a decimal number. */
                lag: string;
                /** @description What `lag` counts: events, or bytes of the event store's log. */
                lagUnit: string;
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
            /** @description The organization's revision, for `If-Match`. */
            revision: number;
        };
        OrganizationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Organization"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleOrganization: {
            /** Format: uuid */
            organizationId: string;
            name: string;
            description?: string;
            url?: string;
            /** @description Where the deployment keeps the organization's data. */
            region: string;
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        OwnOrganizationPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["OwnOrganization"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        InviteTemplatePage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["InviteTemplate"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleInviteTemplate: {
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
            /** @description The organization's revision, for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description Absent if the solution is not on the profile. */
            userRole?: components["schemas"]["SolutionRole"];
            /** @description Whether the caller may run it on a device. */
            mayRun: boolean;
        };
        /** @enum {string} */
        TokenStatus: "ACTIVE" | "LEASE_LAPSED" | "EXPIRED" | "DELETED";
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
            status: components["schemas"]["TokenStatus"];
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
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
        OwnDataExport: {
            /** Format: date-time */
            exportedAt: string;
            profile: {
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
                /** @description Active memberships, and the solutions assigned in them. */
                statistics: {
                    organizationCount: number;
                    solutionCount: number;
                };
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                /** @description Only of the caller's own account. */
                revision?: number;
                emailProved: boolean;
            };
            settings: {
                /** @enum {string} */
                theme?: "light" | "dark" | "system";
                language?: string;
                timeZone?: string;
            } & {
                [key: string]: unknown;
            };
            /** @description All that were not removed, whatever their status. */
            memberships: {
                /** Format: uuid */
                organizationId: string;
                /** @description Absent, like the other names, if the person was erased. */
                name?: string;
                firstName?: string;
                lastName?: string;
                email?: string;
                userRole: components["schemas"]["OrganizationRole"];
                userStatus: components["schemas"]["MemberStatus"];
                language?: string;
                /** @description The member's role in each solution, by solution id. */
                solutions: {
                    [key: string]: components["schemas"]["SolutionRole"];
                };
                invite?: components["schemas"]["Invite"];
                /** Format: date-time */
                lastActiveAt?: string;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                organizationName: string;
                isDefault: boolean;
            }[];
            solutions: {
                /** Format: uuid */
                solutionId: string;
                /** Format: uuid */
                organizationId: string;
                name: string;
                title: string;
                /** @description Absent if the solution is not on the profile. */
                userRole?: components["schemas"]["SolutionRole"];
            }[];
            sessions: components["schemas"]["ListedSession"][];
            /** @description Never their secrets. */
            tokens: components["schemas"]["Token"][];
            /** @description Those that get pushes; never their addresses and keys. */
            devices: components["schemas"]["ShownPushSubscription"][];
            notifications: components["schemas"]["MyNotification"][];
            sentNotifications: {
                /** Format: uuid */
                notificationId: string;
                /** Format: uuid */
                organizationId: string;
                /** Format: uuid */
                solutionId?: string;
                /** @description Empty if the sender was erased. */
                content: {
                    title?: string;
                    text?: string;
                    inputs?: {
                        [key: string]: string;
                    };
                };
                /** Format: date-time */
                startAt: string;
                state: components["schemas"]["NotificationState"];
                /** Format: date-time */
                createdAt: string;
            }[];
            /** @description What the caller's apps sent in the last 30 days. */
            logs: {
                /** Format: uuid */
                logId: string;
                /** Format: uuid */
                organizationId: string;
                /** Format: uuid */
                solutionId?: string;
                level: components["schemas"]["LogLevel"];
                category: string;
                message: string;
                device?: string;
                app?: string;
                parameters?: {
                    [key: string]: string | number | boolean;
                };
                correlationId?: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                receivedAt: string;
            }[];
            /** @description What was recorded of the caller's account, of each membership in an organization that the session opens, and of the sessions and tokens in this file. */
            events: {
                /** Format: uuid */
                eventId: string;
                type: string;
                /** Format: date-time */
                occurredAt: string;
                /** Format: uuid */
                organizationId?: string;
                /** @description Who did it. */
                by: string;
                data: {
                    [key: string]: unknown;
                };
            }[];
        };
        SignInOptions: {
            /** @description May anybody sign up? Otherwise people join by invitation. */
            signUp: boolean;
            /** @description Present if people can sign in by it: `/v1/sign-in/identity-provider`. */
            identityProvider: {
                /** @description Its host. */
                name: string;
            } | null;
            /** @description Where the deployment keeps its data. */
            region: string;
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
             * Format: date-time
             * @description When the organization asked for closes to the session, until the person signs in again, if the session is not used before. Left out if it is closed already.
             */
            organizationClosesAt?: string;
            /**
             * @description What it opens: management, or the person's own account alone.
             * @enum {string}
             */
            access: "management" | "account";
            /**
             * Format: uuid
             * @description The only organization that it opens.
             */
            organizationId?: string;
            /** @description The permissions to which it is narrowed. */
            readonly scopes?: string[];
            user: components["schemas"]["User"];
        };
        SessionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["ListedSession"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        OwnSolutionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["OwnSolution"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SolutionPage: {
            /** @description The number of items on this page. */
            count: number;
            items: components["schemas"]["Solution"][];
            /** @description Absent on the last page. */
            continuationToken?: string;
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleSolution: {
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        /**
         * @example {
         *       "color": "#0a7",
         *       "pages": [
         *         1
         *       ]
         *     }
         */
        CustomSettings: {
            [key: string]: unknown;
        };
        SolutionSettings: {
            custom: components["schemas"]["CustomSettings"];
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
            status: components["schemas"]["TokenStatus"];
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
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
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
            /** @description The number of items on all pages, with `includeTotal=true`. */
            total?: number;
            /** @description There are more than `total`: at most 10000 are counted. */
            totalIsBounded?: boolean;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        SingleUser: {
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
            /** @description Active memberships, and the solutions assigned in them. */
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
            /** @description Only of the caller's own account. */
            revision?: number;
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
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
            /** @description Active memberships, and the solutions assigned in them. */
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
            /** @description The revision of its stream; in quotation marks it is the `ETag` for `If-Match`. */
            revision: number;
            /** @description Has the caller proved that the address is theirs? */
            emailProved: boolean;
            /** @description The credential of this request. */
            credential: {
                kind: string;
                /**
                 * Format: uuid
                 * @description The only organization that it opens.
                 */
                organizationId?: string;
                /** @description The permissions to which it is narrowed. */
                readonly scopes?: string[];
            };
            /** @description The people named by id here, as far as the caller may see their names. */
            people?: {
                [key: string]: components["schemas"]["PersonName"];
            };
        };
        /**
         * @example {
         *       "theme": "dark",
         *       "language": "de-CH",
         *       "timeZone": "Europe/Zurich",
         *       "columns": [
         *         "name"
         *       ]
         *     }
         */
        UserSettings: {
            /** @enum {string} */
            theme?: "light" | "dark" | "system";
            language?: string;
            timeZone?: string;
        } & {
            [key: string]: unknown;
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
        /** @description - `invalid-input`: The input is invalid. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-input",
                 *       "title": "The input is invalid",
                 *       "status": 400,
                 *       "detail": "A field, parameter or header is missing, malformed or unknown.",
                 *       "instance": "/v1/organizations",
                 *       "code": "invalid-input",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `unauthenticated`: A valid credential is required.
         *     - `token-expired`: The token has expired.
         *     - `sign-in-again`: Sign in again.
         *     - `token-lease-lapsed`: The token's lease has lapsed.
         */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unauthenticated",
                 *       "title": "A valid credential is required",
                 *       "status": 401,
                 *       "detail": "The request has no credential, or one that is unknown, deleted or signed out.",
                 *       "instance": "/v1/organizations",
                 *       "code": "unauthenticated",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `forbidden`: This is not allowed.
         *     - `management-role-required`: A management role is required.
         *     - `sign-up-closed`: Sign-up is closed.
         *     - `identity-provider-refused`: The identity provider did not sign the person in.
         *     - `email-not-verified`: The e-mail address is not verified.
         *     - `person-unknown`: Nobody has this e-mail address.
         *     - `scope-missing`: The token lacks a scope.
         *     - `session-required`: A session is required.
         */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "This is not allowed",
                 *       "status": 403,
                 *       "detail": "The caller's role does not permit this here.",
                 *       "instance": "/v1/organizations",
                 *       "code": "forbidden",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `not-found`: Not found. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "Nothing is there, or it is in an organization where the caller is no active member. The two look the same.",
                 *       "instance": "/v1/organizations",
                 *       "code": "not-found",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `last-owner`: The last owner cannot be removed.
         *     - `already-a-member`: Already a member.
         *     - `member-limit`: The member limit is reached.
         *     - `already-active`: Already active.
         *     - `member-disabled`: The member is disabled.
         *     - `not-active`: The member is not active.
         *     - `not-invited`: There is no open invitation.
         *     - `invite-template-missing`: An invite template is missing.
         *     - `inviter-not-entitled`: The inviter may no longer grant this.
         *     - `email-taken`: The e-mail address is taken.
         *     - `limit-reached`: A limit is reached.
         *     - `notification-sent`: The notification was already sent.
         *     - `token-deleted`: The token was deleted.
         *     - `token-ended`: The token has ended.
         *     - `idempotency-in-progress`: The first request is still in progress.
         */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/last-owner",
                 *       "title": "The last owner cannot be removed",
                 *       "status": 409,
                 *       "detail": "An organization always has an active owner, and this would take the last one away.",
                 *       "instance": "/v1/organizations",
                 *       "code": "last-owner",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `precondition-failed`: The resource has changed. */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/precondition-failed",
                 *       "title": "The resource has changed",
                 *       "status": 412,
                 *       "detail": "The resource has another revision than `If-Match` states, or the operation compares none. No change compares `If-None-Match` or `If-Unmodified-Since`.",
                 *       "instance": "/v1/organizations",
                 *       "code": "precondition-failed",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `too-large`: The request is too large. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/too-large",
                 *       "title": "The request is too large",
                 *       "status": 413,
                 *       "detail": "The body, its nesting, or the address with its headers (80 KiB) exceed what the operation takes.",
                 *       "instance": "/v1/organizations",
                 *       "code": "too-large",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `unsupported-media-type`: The media type is not supported. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "The media type is not supported",
                 *       "status": 415,
                 *       "detail": "The operation does not take bodies of this `Content-Type`, its charset, or this `Content-Encoding`.",
                 *       "instance": "/v1/organizations",
                 *       "code": "unsupported-media-type",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `idempotency-key-reused`: The idempotency key belongs to another request. */
        UnprocessableEntity: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "The idempotency key belongs to another request",
                 *       "status": 422,
                 *       "detail": "The `Idempotency-Key` was used for a request with another body or address.",
                 *       "instance": "/v1/organizations",
                 *       "code": "idempotency-key-reused",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `limit-reached`: A limit is reached.
         *     - `too-many-requests`: Too many requests.
         */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/too-many-requests",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "The caller, its address or its organization sent more than its share.",
                 *       "instance": "/v1/organizations",
                 *       "code": "too-many-requests",
                 *       "correlationId": "01980000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The client has the answer: its ETag is in If-None-Match. */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The service cannot answer now. Whether it made the change is open: it may have, or may still do so. Repeat the request with the same Idempotency-Key after Retry-After: then the change is made exactly once. Without a key, read first whether it was made. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The correlation id of the request, its log lines and its events. */
        "X-Request-Id": string;
        /** @description The requests left (`r`) for the next `t` seconds. */
        RateLimit: string;
        /** @description The limit: `q` requests in `w` seconds. */
        "RateLimit-Policy": string;
        /** @description The revision of a single resource, for If-Match. */
        ETag: string;
        /** @description The position of the change, for Muster-Min-Position. */
        "Muster-Position": string;
        /** @description Up to this position the log is covered: the next `after`. Sent with NDJSON and CloudEvents; JSON has `nextPosition`. */
        "Muster-Next-Position": string;
        /** @description `true` if this repeats the first answer. */
        "Idempotency-Replayed": string;
        /** @description The new resource, or the page to which the browser is led. */
        Location: string;
        /** @description In seconds, with 429 and 503. */
        "Retry-After": string;
        /** @description Sent with 401. */
        "WWW-Authenticate": string;
    };
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000003",
                     *           "name": "Harbour Logistics",
                     *           "region": "local",
                     *           "locked": false,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000004",
                     *           "revision": 4
                     *         },
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "Northwind Instruments",
                     *           "region": "local",
                     *           "locked": false,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "00000000-0000-0000-0000-000000000000",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 3
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000004": {
                     *           "name": "Hana García"
                     *         },
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Hillside Clinic"
                 *     }
                 */
                "application/json": components["schemas"]["NewOrganizationInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000003",
                     *       "name": "Hillside Clinic",
                     *       "region": "local",
                     *       "locked": false,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleOrganization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "Northwind Instruments",
                     *       "region": "local",
                     *       "locked": false,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 3,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleOrganization"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000003 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Makes scales and gauges, in 14 countries."
                 *     }
                 */
                "application/json": components["schemas"]["OrganizationPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "Northwind Instruments",
                     *       "region": "local",
                     *       "locked": false,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 4,
                     *       "description": "Makes scales and gauges, in 14 countries.",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleOrganization"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000003",
                     *           "name": "Harbour Logistics",
                     *           "region": "local",
                     *           "userRole": "OWNER",
                     *           "userStatus": "ACTIVE",
                     *           "solutionCount": 0,
                     *           "isDefault": false,
                     *           "needsSignIn": false,
                     *           "revision": 4
                     *         },
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "Northwind Instruments",
                     *           "region": "local",
                     *           "userRole": "OWNER",
                     *           "userStatus": "ACTIVE",
                     *           "solutionCount": 32,
                     *           "isDefault": false,
                     *           "needsSignIn": false,
                     *           "revision": 9
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OwnOrganizationPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "idleLogoutMinutes": 120,
                     *       "inviteExpiryDays": 14,
                     *       "defaultLanguage": "en",
                     *       "revision": 4
                     *     }
                     */
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "inviteExpiryDays": 23
                 *     }
                 */
                "application/json": components["schemas"]["OrganizationSettingsPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "idleLogoutMinutes": 120,
                     *       "inviteExpiryDays": 23,
                     *       "defaultLanguage": "en",
                     *       "revision": 5
                     *     }
                     */
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "language": "en",
                     *           "subject": "You are invited to {organizationName}",
                     *           "html": "<p>Hello {firstName},</p>\n<p>{introMessage}</p>\n<p><a href=\"{inviteLink}\">Accept the invitation</a></p>\n<p>If you did not expect this message, you can leave it unanswered.</p>\n",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "00000000-0000-0000-0000-000000000000",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "00000000-0000-0000-0000-000000000000",
                     *           "revision": 5,
                     *           "introMessage": "You have been invited to join {organizationName}."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InviteTemplatePage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example en */
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "language": "en",
                     *       "subject": "You are invited to {organizationName}",
                     *       "html": "<p>Hello {firstName},</p>\n<p>{introMessage}</p>\n<p><a href=\"{inviteLink}\">Accept the invitation</a></p>\n<p>If you did not expect this message, you can leave it unanswered.</p>\n",
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "00000000-0000-0000-0000-000000000000",
                     *       "revision": 5,
                     *       "introMessage": "You have been invited to join {organizationName}."
                     *     }
                     */
                    "application/json": components["schemas"]["SingleInviteTemplate"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example de */
                language: string;
            };
            cookie?: never;
        };
        /** @description At most 655360 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": "Einladung",
                 *       "html": "<p>{inviteLink}</p>"
                 *     }
                 */
                "application/json": components["schemas"]["NewInviteTemplateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "language": "de",
                     *       "subject": "Einladung",
                     *       "html": "<p>{inviteLink}</p>",
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 6,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleInviteTemplate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example fr */
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example en */
                language: string;
            };
            cookie?: never;
        };
        /** @description At most 655360 bytes. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewInviteTemplateInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example <p>Hello Ada,</p>
                     *     <p>You have been invited to join Northwind Instruments.</p>
                     *     <p><a href="http://muster.test/accept-invitation#token=preview">Accept the invitation</a></p>
                     *     <p>If you did not expect this message, you can leave it unanswered.</p>
                     */
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSignInOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signUp": true,
                     *       "identityProvider": {
                     *         "name": "login.example.com"
                     *       },
                     *       "region": "local"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInOptions"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Jonas",
                 *       "lastName": "Silva",
                 *       "email": "jonas.silva.16@demo.example",
                 *       "organizationName": "Hillside Clinic"
                 *     }
                 */
                "application/json": components["schemas"]["SignUpInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ASKED"
                     *     }
                     */
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "kofi.costa.18@demo.example"
                 *     }
                 */
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ASKED"
                     *     }
                     */
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "lin.mensah.20@demo.example",
                 *       "code": "12345678",
                 *       "access": "management"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-03-01T14:00:00.000Z",
                     *       "user": {
                     *         "userId": "01980000-0000-7000-8000-000000000003",
                     *         "statistics": {
                     *           "organizationCount": 1,
                     *           "solutionCount": 0
                     *         },
                     *         "createdAt": "2026-03-01T12:00:00.000Z",
                     *         "createdBy": "00000000-0000-0000-0000-000000000000",
                     *         "updatedAt": "2026-03-01T12:00:00.000Z",
                     *         "updatedBy": "00000000-0000-0000-0000-000000000000",
                     *         "email": "lin.mensah.20@demo.example",
                     *         "name": "Lin Mensah",
                     *         "firstName": "Lin",
                     *         "lastName": "Mensah",
                     *         "revision": 0
                     *       },
                     *       "sessionToken": "mst_ses_EXAMPLE",
                     *       "access": "management"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignInByIdentityProvider: {
        parameters: {
            query?: {
                /** @description The page to return to: a path below `PUBLIC_URL`. */
                returnTo?: string;
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
            /** @description Found */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CompleteSignInByIdentityProvider: {
        parameters: {
            query?: {
                state?: string;
                code?: string;
                error?: string;
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
            /** @description Found */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
            query?: {
                /** @description Also answers when this organization closes to the session. */
                organizationId?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01980000-0000-7000-8000-000000000002",
                     *       "expiresAt": "2026-03-01T14:00:00.000Z",
                     *       "access": "management",
                     *       "user": {
                     *         "userId": "01980000-0000-7000-8000-000000000002",
                     *         "statistics": {
                     *           "organizationCount": 3,
                     *           "solutionCount": 35
                     *         },
                     *         "createdAt": "2026-03-01T12:00:00.000Z",
                     *         "createdBy": "00000000-0000-0000-0000-000000000000",
                     *         "updatedAt": "2026-03-01T12:00:00.000Z",
                     *         "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *         "email": "owner@example.com",
                     *         "name": "Ada Abebe",
                     *         "firstName": "Ada",
                     *         "lastName": "Abebe",
                     *         "phone": "+49 30 555098",
                     *         "defaultOrganizationId": "01980000-0000-7000-8000-000000000001",
                     *         "revision": 5
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "sessionId": "01980000-0000-7000-8000-000000000003",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "lastSeenAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-03-01T14:00:00.000Z",
                     *           "isCurrent": false
                     *         },
                     *         {
                     *           "sessionId": "01980000-0000-7000-8000-000000000004",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "lastSeenAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-03-01T14:00:00.000Z",
                     *           "isCurrent": false
                     *         }
                     *       ],
                     *       "continuationToken": "jct-EXAMPLE"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EndOtherSessions: {
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
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000003 */
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /**
                 * @description The exact correlation id.
                 * @example nightly-42
                 */
                correlationId: string;
                /** @description Only these levels. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                levels?: components["schemas"]["LogLevel"][];
                category?: string;
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 4
                     *         },
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 4
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 8388608 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "entries": [
                 *         {
                 *           "level": "WARNING",
                 *           "category": "sync",
                 *           "message": "The stock list was empty.",
                 *           "correlationId": "nightly-42"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LogBatchInput"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LogsTaken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these levels. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                levels?: components["schemas"]["LogLevel"][];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
                /** @description Only entries of this solution. */
                solutionId?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000003",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these levels. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                levels?: components["schemas"]["LogLevel"][];
                category?: string;
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "solutionId": "01980000-0000-7000-8000-000000000003",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these levels. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                levels?: components["schemas"]["LogLevel"][];
                category?: string;
                /** @description The maximum number of items on a page. */
                limit?: number;
                /** @description From the previous page. Send its other parameters again. */
                continuationToken?: string;
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
                /** @description Only entries of this solution. */
                solutionId?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "solutionId": "01980000-0000-7000-8000-000000000004",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 4
                     *         },
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000005",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z",
                     *           "correlationId": "nightly-42",
                     *           "correlationCount": 4
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LogPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these users. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                emails?: string[];
                /** @description Only these roles. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                includeRoles?: components["schemas"]["OrganizationRole"][];
                /** @description Not these roles. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                excludeRoles?: components["schemas"]["OrganizationRole"][];
                /** @description Only these statuses. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                status?: components["schemas"]["MemberStatus"][];
                /** @description Only members assigned to any of these solutions. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                solutionIds?: string[];
                /** @description Only members without solutions. */
                withoutSolutions?: "true" | "false";
                sort?: "name" | "-name" | "email" | "-email" | "createdAt" | "-createdAt" | "lastActiveAt" | "-lastActiveAt" | "role" | "-role";
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "userRole": "OWNER",
                     *           "userStatus": "ACTIVE",
                     *           "solutionCount": 2,
                     *           "solutions": {
                     *             "01980000-0000-7000-8000-000000000003": "OWNER",
                     *             "01980000-0000-7000-8000-000000000004": "OWNER"
                     *           },
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "00000000-0000-0000-0000-000000000000",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 2,
                     *           "name": "Ada Abebe",
                     *           "firstName": "Ada",
                     *           "lastName": "Abebe",
                     *           "email": "owner@example.com",
                     *           "lastActiveAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "userId": "01980000-0000-7000-8000-000000000005",
                     *           "userRole": "USER",
                     *           "userStatus": "ACTIVE",
                     *           "solutionCount": 0,
                     *           "solutions": {},
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000005",
                     *           "revision": 2,
                     *           "name": "Amara Demir",
                     *           "firstName": "Amara",
                     *           "lastName": "Demir",
                     *           "email": "amara.demir.1@demo.example",
                     *           "language": "en",
                     *           "invite": {
                     *             "status": "ACCEPTED",
                     *             "sentCount": 0,
                     *             "language": "en",
                     *             "expiresAt": "2026-03-15T12:00:00.000Z"
                     *           },
                     *           "lastActiveAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         },
                     *         "01980000-0000-7000-8000-000000000005": {
                     *           "name": "Amara Demir"
                     *         },
                     *         "01980000-0000-7000-8000-000000000006": {
                     *           "name": "Anders Ito"
                     *         },
                     *         "01980000-0000-7000-8000-000000000007": {
                     *           "name": "Bianca Moreau"
                     *         },
                     *         "01980000-0000-7000-8000-000000000008": {
                     *           "name": "Bruno Quispe"
                     *         },
                     *         "01980000-0000-7000-8000-000000000009": {
                     *           "name": "Carmen Varga"
                     *         },
                     *         "01980000-0000-7000-8000-000000000010": {
                     *           "name": "Chidi Andersen"
                     *         },
                     *         "01980000-0000-7000-8000-000000000011": {
                     *           "name": "Daria Eriksen"
                     *         },
                     *         "01980000-0000-7000-8000-000000000012": {
                     *           "name": "Elif Kovač"
                     *         },
                     *         "01980000-0000-7000-8000-000000000013": {
                     *           "name": "Emil Novak"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Noor",
                 *       "lastName": "Dubois",
                 *       "email": "noor.dubois.24@demo.example",
                 *       "userRole": "CREATOR"
                 *     }
                 */
                "application/json": components["schemas"]["NewMemberInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "CREATOR",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 1,
                     *       "name": "Noor Dubois",
                     *       "firstName": "Noor",
                     *       "lastName": "Dubois",
                     *       "email": "noor.dubois.24@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "PENDING",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 1,
                     *       "name": "Wanda Haddad",
                     *       "firstName": "Wanda",
                     *       "lastName": "Haddad",
                     *       "email": "wanda.haddad.36@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "PENDING",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userRole": "CREATOR"
                 *     }
                 */
                "application/json": components["schemas"]["MemberPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "CREATOR",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Yusuf Patel",
                     *       "firstName": "Yusuf",
                     *       "lastName": "Patel",
                     *       "email": "yusuf.patel.38@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "PENDING",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResendInviteInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Chidi Bauer",
                     *       "firstName": "Chidi",
                     *       "lastName": "Bauer",
                     *       "email": "chidi.bauer.46@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "PENDING",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "DISABLED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 3,
                     *       "name": "Anders Jansen",
                     *       "firstName": "Anders",
                     *       "lastName": "Jansen",
                     *       "email": "anders.jansen.42@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "ACCEPTED",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "lastActiveAt": "2026-03-01T12:00:00.000Z",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "ACTIVE",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 4,
                     *       "name": "Bruno Rossi",
                     *       "firstName": "Bruno",
                     *       "lastName": "Rossi",
                     *       "email": "bruno.rossi.44@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "ACCEPTED",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "lastActiveAt": "2026-03-01T12:00:00.000Z",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 0,
                     *       "solutions": {},
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Elif Kumar",
                     *       "firstName": "Elif",
                     *       "lastName": "Kumar",
                     *       "email": "elif.kumar.48@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "REVOKED",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 4194304 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         {
                 *           "firstName": "Omar",
                 *           "lastName": "Nakamura",
                 *           "email": "omar.nakamura.26@demo.example"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MemberBatchInput"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description Multi-Status */
            207: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "row": 1,
                     *           "email": "omar.nakamura.26@demo.example",
                     *           "outcome": "INVITED",
                     *           "userId": "01980000-0000-7000-8000-000000000003"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MemberBatchOutcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "mst_inv_EXAMPLE"
                 *     }
                 */
                "application/json": components["schemas"]["InviteTokenInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationName": "Northwind Instruments",
                     *       "language": "en",
                     *       "expiresAt": "2026-03-24T12:00:00.000Z",
                     *       "invitedBy": {
                     *         "name": "Ada Abebe"
                     *       },
                     *       "email": "farah.schmidt.50@demo.example",
                     *       "firstName": "Farah",
                     *       "lastName": "Schmidt"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitePreview"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
            query?: {
                /** @description Also sets the session as a cookie, for browsers. If the role opens no management, the session opens the person's own account alone. */
                cookie?: "true" | "false";
            };
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "mst_inv_EXAMPLE"
                 *     }
                 */
                "application/json": components["schemas"]["InviteAcceptanceInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-03-01T14:00:00.000Z",
                     *       "user": {
                     *         "userId": "01980000-0000-7000-8000-000000000003",
                     *         "statistics": {
                     *           "organizationCount": 1,
                     *           "solutionCount": 0
                     *         },
                     *         "createdAt": "2026-03-01T12:00:00.000Z",
                     *         "createdBy": "01980000-0000-7000-8000-000000000002",
                     *         "updatedAt": "2026-03-01T12:00:00.000Z",
                     *         "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *         "email": "greta.chen.52@demo.example",
                     *         "name": "Greta Chen",
                     *         "firstName": "Greta",
                     *         "lastName": "Chen",
                     *         "revision": 0
                     *       },
                     *       "sessionToken": "mst_ses_EXAMPLE",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenedSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AssignmentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "solutionId": "01980000-0000-7000-8000-000000000004",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Chidi Castillo",
                     *       "firstName": "Chidi",
                     *       "lastName": "Castillo",
                     *       "email": "chidi.castillo.86@demo.example",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolutionMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSolutionMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "userId": "01980000-0000-7000-8000-000000000004",
                     *       "userRole": "USER",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Sami Larsen",
                     *       "firstName": "Sami",
                     *       "lastName": "Larsen",
                     *       "email": "sami.larsen.71@demo.example",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolutionMember"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SaveSolutionMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AssignmentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "userId": "01980000-0000-7000-8000-000000000004",
                     *       "userRole": "USER",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Viktor Costa",
                     *       "firstName": "Viktor",
                     *       "lastName": "Costa",
                     *       "email": "viktor.costa.75@demo.example",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolutionMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RemoveSolutionMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeSolutionMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000004 */
                userId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userRole": "EDITOR"
                 *     }
                 */
                "application/json": components["schemas"]["AssignmentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "userId": "01980000-0000-7000-8000-000000000004",
                     *       "userRole": "EDITOR",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 3,
                     *       "name": "Zoë Ueda",
                     *       "firstName": "Zoë",
                     *       "lastName": "Ueda",
                     *       "email": "zoe.ueda.79@demo.example",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolutionMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assign": [
                 *         {
                 *           "solutionId": "01980000-0000-7000-8000-000000000004"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AssignmentBatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "userRole": "USER",
                     *       "userStatus": "INVITED",
                     *       "solutionCount": 1,
                     *       "solutions": {
                     *         "01980000-0000-7000-8000-000000000004": "USER"
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "name": "Ines Mensah",
                     *       "firstName": "Ines",
                     *       "lastName": "Mensah",
                     *       "email": "ines.mensah.94@demo.example",
                     *       "language": "en",
                     *       "invite": {
                     *         "status": "PENDING",
                     *         "sentCount": 0,
                     *         "language": "en",
                     *         "expiresAt": "2026-03-24T12:00:00.000Z"
                     *       },
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these users. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                emails?: string[];
                /** @description Only these roles. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                includeRoles?: components["schemas"]["SolutionRole"][];
                /** @description Not these roles. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                excludeRoles?: components["schemas"]["SolutionRole"][];
                /** @description Only these statuses. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                status?: components["schemas"]["MemberStatus"][];
                /** @description Only members assigned to any of these solutions. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                solutionIds?: string[];
                /** @description Only members without solutions. */
                withoutSolutions?: "true" | "false";
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "solutionId": "01980000-0000-7000-8000-000000000003",
                     *           "userId": "01980000-0000-7000-8000-000000000002",
                     *           "userRole": "OWNER",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 18,
                     *           "name": "Ada Abebe",
                     *           "firstName": "Ada",
                     *           "lastName": "Abebe",
                     *           "email": "owner@example.com"
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SolutionMemberPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "deliveries",
                     *           "title": "Proof of delivery",
                     *           "locked": false,
                     *           "memberCount": 1,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 0,
                     *           "category": "Logistics"
                     *         },
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "inspections",
                     *           "title": "Site inspections",
                     *           "locked": false,
                     *           "memberCount": 1,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 0,
                     *           "category": "Field work"
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SolutionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "inspections",
                 *       "title": "Site inspections",
                 *       "category": "Field work"
                 *     }
                 */
                "application/json": components["schemas"]["NewSolutionInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "inspections",
                     *       "title": "Site inspections",
                     *       "locked": false,
                     *       "memberCount": 1,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 0,
                     *       "category": "Field work",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolution"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "safety",
                     *       "title": "Safety incidents",
                     *       "locked": false,
                     *       "memberCount": 1,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 0,
                     *       "category": "Field work",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolution"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Inspections of sites and vehicles"
                 *     }
                 */
                "application/json": components["schemas"]["SolutionPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "quality",
                     *       "title": "Inspections of sites and vehicles",
                     *       "locked": false,
                     *       "memberCount": 1,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 1,
                     *       "category": "Production",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleSolution"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetSolutionSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "custom": {
                     *         "rowsPerPage": 50
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SolutionSettings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeSolutionSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 131072 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "custom": {
                 *         "rowsPerPage": 50
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SolutionSettingsPatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "custom": {
                     *         "rowsPerPage": 50
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SolutionSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetCustomSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rowsPerPage": 50
                     *     }
                     */
                    "application/json": components["schemas"]["CustomSettings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplaceCustomSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        /** @description At most 131072 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rowsPerPage": 50
                 *     }
                 */
                "application/json": components["schemas"]["CustomSettingsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rowsPerPage": 50
                     *     }
                     */
                    "application/json": components["schemas"]["CustomSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "inventory",
                     *           "title": "Inventory count",
                     *           "locked": false,
                     *           "memberCount": 2,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 0,
                     *           "mayRun": true,
                     *           "category": "Logistics",
                     *           "userRole": "OWNER"
                     *         },
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "quality",
                     *           "title": "Quality audits",
                     *           "locked": false,
                     *           "memberCount": 1,
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "revision": 0,
                     *           "mayRun": true,
                     *           "category": "Production",
                     *           "userRole": "OWNER"
                     *         }
                     *       ],
                     *       "continuationToken": "jct-EXAMPLE",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OwnSolutionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "solutionId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "name": "quality",
                     *       "title": "Quality audits",
                     *       "locked": false,
                     *       "memberCount": 1,
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 0,
                     *       "mayRun": true,
                     *       "category": "Production",
                     *       "userRole": "USER"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnSolution"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000003 */
                solutionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01980000-0000-7000-8000-000000000002",
                     *       "statistics": {
                     *         "organizationCount": 3,
                     *         "solutionCount": 32
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 2,
                     *       "emailProved": false,
                     *       "credential": {
                     *         "kind": "SESSION"
                     *       },
                     *       "email": "owner@example.com",
                     *       "name": "Ada Abebe",
                     *       "firstName": "Ada",
                     *       "lastName": "Abebe",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "forgetMe": true
                 *     }
                 */
                "application/json": components["schemas"]["ErasureInput"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+49 30 555098"
                 *     }
                 */
                "application/json": components["schemas"]["ProfilePatchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01980000-0000-7000-8000-000000000002",
                     *       "statistics": {
                     *         "organizationCount": 3,
                     *         "solutionCount": 32
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 3,
                     *       "emailProved": false,
                     *       "credential": {
                     *         "kind": "SESSION"
                     *       },
                     *       "email": "owner@example.com",
                     *       "name": "Ada Abebe",
                     *       "firstName": "Ada",
                     *       "lastName": "Abebe",
                     *       "phone": "+49 30 555098",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organizationId": "01980000-0000-7000-8000-000000000001"
                 *     }
                 */
                "application/json": components["schemas"]["DefaultOrganizationInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01980000-0000-7000-8000-000000000002",
                     *       "statistics": {
                     *         "organizationCount": 3,
                     *         "solutionCount": 32
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "00000000-0000-0000-0000-000000000000",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "revision": 5,
                     *       "emailProved": false,
                     *       "credential": {
                     *         "kind": "SESSION"
                     *       },
                     *       "email": "owner@example.com",
                     *       "name": "Ada Abebe",
                     *       "firstName": "Ada",
                     *       "lastName": "Abebe",
                     *       "phone": "+49 30 555098",
                     *       "defaultOrganizationId": "01980000-0000-7000-8000-000000000001",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Only these users. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                userIds?: string[];
                /** @description Only these addresses. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                emails?: string[];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000003",
                     *           "statistics": {
                     *             "organizationCount": 1,
                     *             "solutionCount": 0
                     *           },
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000003",
                     *           "email": "greta.chen.52@demo.example",
                     *           "name": "Greta Chen",
                     *           "firstName": "Greta",
                     *           "lastName": "Chen"
                     *         },
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000004",
                     *           "statistics": {
                     *             "organizationCount": 0,
                     *             "solutionCount": 0
                     *           },
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *           "email": "emil.okafor.49@demo.example",
                     *           "name": "Emil Okafor",
                     *           "firstName": "Emil",
                     *           "lastName": "Okafor"
                     *         }
                     *       ],
                     *       "continuationToken": "jct-EXAMPLE",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000003": {
                     *           "name": "Greta Chen"
                     *         },
                     *         "01980000-0000-7000-8000-000000000005": {
                     *           "name": "Chidi Andersen"
                     *         },
                     *         "01980000-0000-7000-8000-000000000006": {
                     *           "name": "Carmen Varga"
                     *         },
                     *         "01980000-0000-7000-8000-000000000007": {
                     *           "name": "Bianca Nakamura"
                     *         },
                     *         "01980000-0000-7000-8000-000000000008": {
                     *           "name": "Hana García"
                     *         },
                     *         "01980000-0000-7000-8000-000000000009": {
                     *           "name": "Anders Ito"
                     *         },
                     *         "01980000-0000-7000-8000-000000000010": {
                     *           "name": "Hana Haddad"
                     *         },
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01980000-0000-7000-8000-000000000003",
                     *       "statistics": {
                     *         "organizationCount": 0,
                     *         "solutionCount": 0
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "updatedBy": "01980000-0000-7000-8000-000000000002",
                     *       "email": "mara.weber.102@demo.example",
                     *       "name": "Mara Weber",
                     *       "firstName": "Mara",
                     *       "lastName": "Weber",
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleUser"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetUserSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /**
                 * @description `me`, or one's own id.
                 * @example me
                 */
                userId: "me" | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "theme": "dark",
                     *       "language": "en"
                     *     }
                     */
                    "application/json": components["schemas"]["UserSettings"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReplaceUserSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours a repeat with the same key gets the first answer. So it is safe to repeat a request after a lost connection or a 503. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description `me`, or one's own id.
                 * @example 01980000-0000-7000-8000-000000000002
                 */
                userId: "me" | string;
            };
            cookie?: never;
        };
        /** @description At most 131072 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "theme": "dark",
                 *       "language": "en",
                 *       "rowsPerPage": 100
                 *     }
                 */
                "application/json": components["schemas"]["UserSettingsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "theme": "dark",
                     *       "language": "en",
                     *       "rowsPerPage": 100
                     *     }
                     */
                    "application/json": components["schemas"]["UserSettings"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExportMyData: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "exportedAt": "2026-03-01T12:00:00.000Z",
                     *       "profile": {
                     *         "userId": "01980000-0000-7000-8000-000000000002",
                     *         "email": "owner@example.com",
                     *         "name": "Ada Abebe",
                     *         "firstName": "Ada",
                     *         "lastName": "Abebe",
                     *         "phone": "+49 30 555098",
                     *         "statistics": {
                     *           "organizationCount": 3,
                     *           "solutionCount": 32
                     *         },
                     *         "createdAt": "2026-03-01T12:00:00.000Z",
                     *         "updatedAt": "2026-03-01T12:00:00.000Z",
                     *         "revision": 3,
                     *         "emailProved": false
                     *       },
                     *       "settings": {
                     *         "theme": "dark",
                     *         "language": "en"
                     *       },
                     *       "memberships": [
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationName": "Harbour Logistics",
                     *           "isDefault": false,
                     *           "name": "Ada Abebe",
                     *           "firstName": "Ada",
                     *           "lastName": "Abebe",
                     *           "email": "owner@example.com",
                     *           "userRole": "OWNER",
                     *           "userStatus": "ACTIVE",
                     *           "solutions": {},
                     *           "lastActiveAt": "2026-03-01T12:00:00.000Z",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "organizationName": "Northwind Instruments",
                     *           "isDefault": false,
                     *           "name": "Ada Abebe",
                     *           "firstName": "Ada",
                     *           "lastName": "Abebe",
                     *           "email": "owner@example.com",
                     *           "userRole": "OWNER",
                     *           "userStatus": "ACTIVE",
                     *           "solutions": {
                     *             "01980000-0000-7000-8000-000000000004": "OWNER",
                     *             "01980000-0000-7000-8000-000000000005": "OWNER",
                     *             "01980000-0000-7000-8000-000000000006": "OWNER",
                     *             "01980000-0000-7000-8000-000000000007": "OWNER",
                     *             "01980000-0000-7000-8000-000000000008": "OWNER",
                     *             "01980000-0000-7000-8000-000000000009": "OWNER",
                     *             "01980000-0000-7000-8000-000000000010": "OWNER",
                     *             "01980000-0000-7000-8000-000000000011": "OWNER",
                     *             "01980000-0000-7000-8000-000000000012": "OWNER",
                     *             "01980000-0000-7000-8000-000000000013": "OWNER",
                     *             "01980000-0000-7000-8000-000000000014": "OWNER",
                     *             "01980000-0000-7000-8000-000000000015": "OWNER",
                     *             "01980000-0000-7000-8000-000000000016": "OWNER",
                     *             "01980000-0000-7000-8000-000000000017": "OWNER",
                     *             "01980000-0000-7000-8000-000000000018": "OWNER",
                     *             "01980000-0000-7000-8000-000000000019": "OWNER",
                     *             "01980000-0000-7000-8000-000000000020": "OWNER",
                     *             "01980000-0000-7000-8000-000000000021": "OWNER",
                     *             "01980000-0000-7000-8000-000000000022": "OWNER",
                     *             "01980000-0000-7000-8000-000000000023": "OWNER",
                     *             "01980000-0000-7000-8000-000000000024": "OWNER",
                     *             "01980000-0000-7000-8000-000000000025": "OWNER",
                     *             "01980000-0000-7000-8000-000000000026": "OWNER",
                     *             "01980000-0000-7000-8000-000000000027": "OWNER",
                     *             "01980000-0000-7000-8000-000000000028": "OWNER",
                     *             "01980000-0000-7000-8000-000000000029": "OWNER",
                     *             "01980000-0000-7000-8000-000000000030": "OWNER",
                     *             "01980000-0000-7000-8000-000000000031": "OWNER",
                     *             "01980000-0000-7000-8000-000000000032": "OWNER",
                     *             "01980000-0000-7000-8000-000000000033": "OWNER",
                     *             "01980000-0000-7000-8000-000000000034": "OWNER",
                     *             "01980000-0000-7000-8000-000000000035": "OWNER"
                     *           },
                     *           "lastActiveAt": "2026-03-01T12:00:00.000Z",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "solutions": [
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000004",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "inventory",
                     *           "title": "Inventory count",
                     *           "userRole": "OWNER"
                     *         },
                     *         {
                     *           "solutionId": "01980000-0000-7000-8000-000000000005",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "name": "quality",
                     *           "title": "Quality audits",
                     *           "userRole": "OWNER"
                     *         }
                     *       ],
                     *       "sessions": [
                     *         {
                     *           "sessionId": "01980000-0000-7000-8000-000000000036",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "lastSeenAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-03-01T14:00:00.000Z",
                     *           "isCurrent": false
                     *         },
                     *         {
                     *           "sessionId": "01980000-0000-7000-8000-000000000037",
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "lastSeenAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-03-01T14:00:00.000Z",
                     *           "isCurrent": false
                     *         }
                     *       ],
                     *       "tokens": [
                     *         {
                     *           "tokenId": "01980000-0000-7000-8000-000000000038",
                     *           "name": "Nightly sync",
                     *           "scopes": [
                     *             "users:view",
                     *             "users:manage"
                     *           ],
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-09-01T12:00:00.000Z",
                     *           "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *           "lastUsedAt": "2026-03-01T12:00:00.000Z",
                     *           "status": "ACTIVE",
                     *           "revision": 1
                     *         },
                     *         {
                     *           "tokenId": "01980000-0000-7000-8000-000000000039",
                     *           "name": "Nightly sync",
                     *           "scopes": [
                     *             "solutions:run"
                     *           ],
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-09-01T12:00:00.000Z",
                     *           "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *           "lastUsedAt": "2026-03-01T12:00:00.000Z",
                     *           "status": "ACTIVE",
                     *           "revision": 1
                     *         }
                     *       ],
                     *       "devices": [
                     *         {
                     *           "subscriptionId": "01980000-0000-7000-8000-000000000040",
                     *           "host": "push.example.com",
                     *           "createdAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "notifications": [
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000041",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "content": {
                     *             "text": "New shift plans are here."
                     *           },
                     *           "deliveredAt": "2026-03-01T12:00:00.000Z",
                     *           "read": true,
                     *           "readAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000042",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "content": {
                     *             "text": "New shift plans are here."
                     *           },
                     *           "deliveredAt": "2026-03-01T12:00:00.000Z",
                     *           "read": false
                     *         }
                     *       ],
                     *       "sentNotifications": [
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000043",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "content": {
                     *             "text": "The warehouse is closed on Monday."
                     *           },
                     *           "startAt": "2026-03-02T00:00:00.000Z",
                     *           "state": "SCHEDULED",
                     *           "createdAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000044",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "content": {
                     *             "text": "The warehouse is closed on Monday."
                     *           },
                     *           "startAt": "2026-03-02T00:00:00.000Z",
                     *           "state": "SCHEDULED",
                     *           "createdAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "logs": [
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000045",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "solutionId": "01980000-0000-7000-8000-000000000026",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "correlationId": "nightly-42",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "logId": "01980000-0000-7000-8000-000000000046",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "level": "WARNING",
                     *           "category": "sync",
                     *           "message": "The stock list was empty.",
                     *           "correlationId": "nightly-42",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "receivedAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "events": [
                     *         {
                     *           "eventId": "01980000-0000-7000-8000-000000000047",
                     *           "type": "UserRegistered",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "by": "SYSTEM",
                     *           "data": {
                     *             "email": "owner@example.com",
                     *             "firstName": "First",
                     *             "lastName": "Owner"
                     *           }
                     *         },
                     *         {
                     *           "eventId": "01980000-0000-7000-8000-000000000048",
                     *           "type": "ProfileChanged",
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "by": "YOU",
                     *           "data": {
                     *             "firstName": "Ada",
                     *             "lastName": "Abebe"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OwnDataExport"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /**
                 * @description The first day.
                 * @example 2026-03-01
                 */
                from?: string;
                /** @description The last day; today by default, and at the latest. */
                to?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-03-01",
                     *       "to": "2026-03-01",
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "date": "2026-03-01",
                     *           "members": {
                     *             "total": 14,
                     *             "byStatus": {
                     *               "INVITED": 3,
                     *               "ACTIVE": 10,
                     *               "DISABLED": 1
                     *             },
                     *             "byRole": {
                     *               "OWNER": 2,
                     *               "ADMIN": 2,
                     *               "CREATOR": 7,
                     *               "USER": 3
                     *             }
                     *           },
                     *           "solutions": 2,
                     *           "assignments": 2,
                     *           "activeUsers": 12,
                     *           "invitationsSent": 14,
                     *           "invitationsAccepted": 11,
                     *           "tokenUses": 2,
                     *           "notifications": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "scope": "ORG",
                     *           "content": {
                     *             "text": "The warehouse is closed on Monday."
                     *           },
                     *           "startAt": "2026-03-02T00:00:00.000Z",
                     *           "state": "SCHEDULED",
                     *           "counts": {
                     *             "delivered": 0,
                     *             "pushed": 0,
                     *             "pushFailed": 0,
                     *             "read": 0
                     *           },
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "createdBy": "01980000-0000-7000-8000-000000000002",
                     *           "updatedAt": "2026-03-01T12:00:00.000Z",
                     *           "revision": 0
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        /** @description At most 1310720 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scope": "ORG",
                 *       "content": {
                 *         "text": "The warehouse is closed on Monday."
                 *       },
                 *       "startAt": "2026-03-02T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewNotificationInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "scope": "ORG",
                     *       "content": {
                     *         "text": "The warehouse is closed on Monday."
                     *       },
                     *       "startAt": "2026-03-02T00:00:00.000Z",
                     *       "state": "SCHEDULED",
                     *       "counts": {
                     *         "delivered": 0,
                     *         "pushed": 0,
                     *         "pushFailed": 0,
                     *         "read": 0
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "revision": 0,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleNotification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "scope": "ORG",
                     *       "content": {
                     *         "text": "The warehouse is closed on Monday."
                     *       },
                     *       "startAt": "2026-03-02T00:00:00.000Z",
                     *       "state": "SCHEDULED",
                     *       "counts": {
                     *         "delivered": 0,
                     *         "pushed": 0,
                     *         "pushFailed": 0,
                     *         "read": 0
                     *       },
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "createdBy": "01980000-0000-7000-8000-000000000002",
                     *       "updatedAt": "2026-03-01T12:00:00.000Z",
                     *       "revision": 0,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SingleNotification"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "notificationId": "01980000-0000-7000-8000-000000000003",
                     *           "organizationId": "01980000-0000-7000-8000-000000000001",
                     *           "content": {
                     *             "text": "New shift plans are here."
                     *           },
                     *           "deliveredAt": "2026-03-01T12:00:00.000Z",
                     *           "read": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MyNotificationPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000003 */
                notificationId: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "read": true
                 *     }
                 */
                "application/json": components["schemas"]["ReadingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationId": "01980000-0000-7000-8000-000000000003",
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "content": {
                     *         "text": "New shift plans are here."
                     *       },
                     *       "deliveredAt": "2026-03-01T12:00:00.000Z",
                     *       "read": true,
                     *       "readAt": "2026-03-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MyNotification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "publicKey": "BKye1fcyov_VLrceA_HCeai_V9yBW5GTw4t3J-vPhJ9R4x_c0n3paqwdHDJNw65kXxCdUZJQLpwG9SSU3IIGn2k"
                     *     }
                     */
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "subscriptionId": "01980000-0000-7000-8000-000000000003",
                     *           "host": "push.example.com",
                     *           "createdAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PushSubscriptionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endpoint": "https://push.example.com/30",
                 *       "keys": {
                 *         "p256dh": "BKQTxG38aV5SLZyRhYNP7sCwRYUelbzrnInwHirO4aZl1994c3wk3XAhsmD2vOZ28rm-24ZAy7tDdYM6YME8LPU",
                 *         "auth": "AAAAAAAAAAAAAAAAAAAAAA"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewPushSubscriptionInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscriptionId": "01980000-0000-7000-8000-000000000003",
                     *       "endpoint": "https://push.example.com/30"
                     *     }
                     */
                    "application/json": components["schemas"]["PushSubscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endpoint": "https://push.example.com/32"
                 *     }
                 */
                "application/json": components["schemas"]["GonePushSubscriptionInput"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 01980000-0000-7000-8000-000000000003 */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "tokenId": "01980000-0000-7000-8000-000000000003",
                     *           "scopes": [
                     *             "users:view",
                     *             "users:manage"
                     *           ],
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-09-01T12:00:00.000Z",
                     *           "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *           "status": "ACTIVE",
                     *           "revision": 1,
                     *           "name": "Nightly sync",
                     *           "lastUsedAt": "2026-03-01T12:00:00.000Z"
                     *         },
                     *         {
                     *           "tokenId": "01980000-0000-7000-8000-000000000004",
                     *           "scopes": [
                     *             "solutions:run"
                     *           ],
                     *           "createdAt": "2026-03-01T12:00:00.000Z",
                     *           "expiresAt": "2026-09-01T12:00:00.000Z",
                     *           "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *           "status": "ACTIVE",
                     *           "revision": 1,
                     *           "name": "Nightly sync",
                     *           "lastUsedAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nightly sync"
                 *     }
                 */
                "application/json": components["schemas"]["NewTokenInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokenId": "01980000-0000-7000-8000-000000000003",
                     *       "scopes": [
                     *         "users:view",
                     *         "users:manage"
                     *       ],
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "expiresAt": "2026-09-01T12:00:00.000Z",
                     *       "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *       "status": "ACTIVE",
                     *       "revision": 0,
                     *       "name": "Nightly sync",
                     *       "secret": "mst_pat_EXAMPLE"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000003 */
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokenId": "01980000-0000-7000-8000-000000000003",
                     *       "scopes": [
                     *         "users:view",
                     *         "users:manage"
                     *       ],
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "expiresAt": "2026-09-01T12:00:00.000Z",
                     *       "leaseExpiresAt": "2026-03-15T12:00:00.000Z",
                     *       "status": "ACTIVE",
                     *       "revision": 0,
                     *       "name": "Nightly sync"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000003 */
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETag that the resource must have for the change to happen. Changes without this parameter refuse one; reads compare theirs. */
                "If-Match"?: string;
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000003 */
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Position": components["headers"]["Muster-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tokenId": "01980000-0000-7000-8000-000000000003",
                     *       "scopes": [
                     *         "users:view",
                     *         "users:manage"
                     *       ],
                     *       "createdAt": "2026-03-01T12:00:00.000Z",
                     *       "expiresAt": "2026-09-01T12:00:00.000Z",
                     *       "leaseExpiresAt": "2026-03-29T12:00:00.000Z",
                     *       "status": "ACTIVE",
                     *       "revision": 1,
                     *       "name": "Nightly sync"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
                /** @description Only entries after this position: the `nextPosition` of the previous page. */
                after?: number;
                /** @description The id of the event at `after`. If the log has another one there, a backup was restored, and the request is refused. */
                afterEventId?: string;
                /** @description With `after`: how many seconds to wait for an entry. */
                wait?: number;
                /** @description Only these event types. Separate values with commas, or repeat the parameter; at most 20000 bytes together. */
                types?: ("DefaultOrganizationChosen" | "EmailClaimed" | "EmailReleased" | "EventLogExported" | "EventLogRead" | "InviteAccepted" | "InviteEmailFailed" | "InviteEmailSent" | "InviteIssued" | "InviteRevoked" | "InviteTemplateDeleted" | "InviteTemplateSaved" | "MemberDisabled" | "MemberEnabled" | "MemberFounded" | "MemberInvited" | "MemberRemoved" | "NotificationCancelled" | "NotificationDelivered" | "NotificationRead" | "NotificationRequested" | "NotificationSent" | "OrgRoleChanged" | "OrganizationDeleted" | "OrganizationDetailsChanged" | "OrganizationFounded" | "OrganizationSettingsChanged" | "OwnershipGranted" | "OwnershipRevoked" | "PersonalDataErased" | "ProfileChanged" | "PushesRecorded" | "SolutionAssigned" | "SolutionDeleted" | "SolutionDetailsChanged" | "SolutionRegistered" | "SolutionRoleChanged" | "SolutionSettingsChanged" | "SolutionUnassigned" | "TokenDeleted" | "TokenIssued" | "TokenLeaseExtended" | "TokenUsed" | "UserLoggedIn" | "UserLoggedOut" | "UserRegistered" | "UserSettingsChanged")[];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Muster-Next-Position": components["headers"]["Muster-Next-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 2,
                     *       "items": [
                     *         {
                     *           "position": 1,
                     *           "eventId": "01980000-0000-7000-8000-000000000003",
                     *           "type": "MemberFounded",
                     *           "schemaVersion": 2,
                     *           "stream": "member-01980000-0000-7000-8000-000000000001.01980000-0000-7000-8000-000000000002",
                     *           "revision": 0,
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "actor": {
                     *             "userId": "00000000-0000-0000-0000-000000000000",
                     *             "via": "SYSTEM"
                     *           },
                     *           "data": {
                     *             "email": "owner@example.com"
                     *           },
                     *           "changes": {
                     *             "userRole": {
                     *               "to": "OWNER"
                     *             },
                     *             "userStatus": {
                     *               "to": "ACTIVE"
                     *             },
                     *             "email": {
                     *               "to": "owner@example.com"
                     *             }
                     *           },
                     *           "correlationId": "01980000-0000-7000-8000-000000000004",
                     *           "subjectId": "01980000-0000-7000-8000-000000000002"
                     *         },
                     *         {
                     *           "position": 2,
                     *           "eventId": "01980000-0000-7000-8000-000000000005",
                     *           "type": "OrganizationFounded",
                     *           "schemaVersion": 1,
                     *           "stream": "organization-01980000-0000-7000-8000-000000000001",
                     *           "revision": 0,
                     *           "occurredAt": "2026-03-01T12:00:00.000Z",
                     *           "actor": {
                     *             "userId": "00000000-0000-0000-0000-000000000000",
                     *             "via": "SYSTEM"
                     *           },
                     *           "data": {
                     *             "founderId": "01980000-0000-7000-8000-000000000002",
                     *             "name": "First organization"
                     *           },
                     *           "changes": {
                     *             "name": {
                     *               "to": "First organization"
                     *             }
                     *           },
                     *           "correlationId": "01980000-0000-7000-8000-000000000004",
                     *           "causationId": "01980000-0000-7000-8000-000000000003"
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000006": {
                     *           "name": "Carmen Varga"
                     *         },
                     *         "01980000-0000-7000-8000-000000000007": {
                     *           "name": "Anders Ito"
                     *         },
                     *         "01980000-0000-7000-8000-000000000008": {
                     *           "name": "Bianca Moreau"
                     *         },
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         },
                     *         "01980000-0000-7000-8000-000000000009": {
                     *           "name": "Amara Demir"
                     *         },
                     *         "01980000-0000-7000-8000-000000000010": {
                     *           "name": "Bruno Quispe"
                     *         }
                     *       },
                     *       "nextPosition": 25,
                     *       "continuationToken": "jct-EXAMPLE"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEventPage"];
                    "application/x-ndjson": string;
                    "application/cloudevents-batch+json": components["schemas"]["CloudEvent"][];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description Adds `total`. */
                includeTotal?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
                /** @example 01980000-0000-7000-8000-000000000003 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "scope": "ORGANIZATION",
                     *           "role": "USER",
                     *           "status": "INVITED",
                     *           "validFrom": "2026-03-01T12:00:00.000Z",
                     *           "changedBy": "01980000-0000-7000-8000-000000000002",
                     *           "position": 309,
                     *           "changedByRole": "OWNER"
                     *         }
                     *       ],
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RoleHistoryPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example muster/organizations/01980000-0000-7000-8000-000000000001
                     *     314
                     *     /PydjG62TgxtVrv2eHtaN4XjOQxphAfYjvNMDwralrE=
                     *
                     *     — muster/organizations/01980000-0000-7000-8000-000000000001 +NHgoBmbG/fGmV7NTfu7bTAWiI0j88m+GmNGgNJDqHH3uy8oNk4B2XFaE45rusY9lvtCeMwWZT5pbYf/xGV0bzLsVQQ=
                     */
                    "text/plain": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @example 1 */
                position: number;
                /** @description The tree's size in entries; the whole log by default. */
                size?: number;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 1,
                     *       "size": 314,
                     *       "leafHash": "Hp/I6fa+5T9EYdq/SlHYwq+FA5+zkce1yg7tR95mBLo=",
                     *       "root": "/PydjG62TgxtVrv2eHtaN4XjOQxphAfYjvNMDwralrE=",
                     *       "hashes": [
                     *         "w9oTM8MP4GyuvjiNLwVaDlcZiSBnqzWzVMaknJcxv1g=",
                     *         "UbzUIgvux92iaVnulYYmlZUpc6Ea4oQ96z9SscCBYoA="
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /**
                 * @description The earlier tree's size in entries.
                 * @example 1
                 */
                from: number;
                /** @description The later tree's size in entries; the whole log by default. */
                to?: number;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": 1,
                     *       "to": 314,
                     *       "fromRoot": "Hp/I6fa+5T9EYdq/SlHYwq+FA5+zkce1yg7tR95mBLo=",
                     *       "toRoot": "/PydjG62TgxtVrv2eHtaN4XjOQxphAfYjvNMDwralrE=",
                     *       "hashes": [
                     *         "w9oTM8MP4GyuvjiNLwVaDlcZiSBnqzWzVMaknJcxv1g=",
                     *         "UbzUIgvux92iaVnulYYmlZUpc6Ea4oQ96z9SscCBYoA="
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "items": [
                     *         {
                     *           "keyId": "bae71da89807d2c0",
                     *           "algorithm": "Ed25519",
                     *           "publicKey": "fjL4Lw+Dc0FZiYvXuYDfd1EHZEDmNbef5f4QCLrhc+I=",
                     *           "createdAt": "2026-03-01T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SigningKeys"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "at": "2026-03-01T12:00:00.000Z",
                     *       "position": 313,
                     *       "items": [
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000003",
                     *           "email": "mara.weber.102@demo.example",
                     *           "status": "INVITED",
                     *           "role": "USER",
                     *           "grantedBy": "01980000-0000-7000-8000-000000000002",
                     *           "grantedByRole": "OWNER",
                     *           "grantedAt": "2026-03-01T12:00:00.000Z",
                     *           "position": 268,
                     *           "solutions": []
                     *         },
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000004",
                     *           "email": "priya.yilmaz.108@demo.example",
                     *           "status": "ACTIVE",
                     *           "role": "USER",
                     *           "grantedBy": "01980000-0000-7000-8000-000000000002",
                     *           "grantedByRole": "OWNER",
                     *           "grantedAt": "2026-03-01T12:00:00.000Z",
                     *           "position": 298,
                     *           "solutions": []
                     *         }
                     *       ],
                     *       "count": 2,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000003": {
                     *           "name": "Mara Weber"
                     *         },
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         },
                     *         "01980000-0000-7000-8000-000000000004": {
                     *           "name": "Priya Yilmaz"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccessReview"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /**
                 * @description The first moment.
                 * @example 2026-01-01
                 */
                from: string;
                /** @description The second moment; now by default. */
                to?: string;
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organizationId": "01980000-0000-7000-8000-000000000001",
                     *       "from": "2026-01-01T00:00:00.000Z",
                     *       "to": "2026-03-01T12:00:00.000Z",
                     *       "fromPosition": 0,
                     *       "toPosition": 314,
                     *       "items": [
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000003",
                     *           "change": "JOINED",
                     *           "organization": {
                     *             "after": {
                     *               "status": "INVITED",
                     *               "role": "USER",
                     *               "grantedBy": "01980000-0000-7000-8000-000000000002",
                     *               "grantedByRole": "OWNER",
                     *               "grantedAt": "2026-03-01T12:00:00.000Z",
                     *               "position": 268
                     *             }
                     *           },
                     *           "solutions": [],
                     *           "email": "mara.weber.102@demo.example"
                     *         },
                     *         {
                     *           "userId": "01980000-0000-7000-8000-000000000004",
                     *           "change": "JOINED",
                     *           "organization": {
                     *             "after": {
                     *               "status": "ACTIVE",
                     *               "role": "USER",
                     *               "grantedBy": "01980000-0000-7000-8000-000000000002",
                     *               "grantedByRole": "OWNER",
                     *               "grantedAt": "2026-03-01T12:00:00.000Z",
                     *               "position": 298
                     *             }
                     *           },
                     *           "solutions": [],
                     *           "email": "priya.yilmaz.108@demo.example"
                     *         }
                     *       ],
                     *       "count": 2,
                     *       "people": {
                     *         "01980000-0000-7000-8000-000000000003": {
                     *           "name": "Mara Weber"
                     *         },
                     *         "01980000-0000-7000-8000-000000000002": {
                     *           "name": "Ada Abebe"
                     *         },
                     *         "01980000-0000-7000-8000-000000000004": {
                     *           "name": "Priya Yilmaz"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccessChanges"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"actor":{"userId":"00000000-0000-0000-0000-000000000000","via":"SYSTEM"},"correlationId":"01980000-0000-7000-8000-000000000003","eventId":"01980000-0000-7000-8000-000000000004","occurredAt":"2026-03-01T12:00:00.000Z","position":1,"revision":0,"schemaVersion":2,"stream":"member-01980000-0000-7000-8000-000000000001.01980000-0000-7000-8000-000000000002","subjectId":"01980000-0000-7000-8000-000000000002","type":"MemberFounded","data":{"email":"owner@example.com"},"changes":{"userRole":{"to":"OWNER"},"userStatus":{"to":"ACTIVE"},"email":{"to":"owner@example.com"}}}
                     *     {"actor":{"userId":"00000000-0000-0000-0000-000000000000","via":"SYSTEM"},"causationId":"01980000-0000-7000-8000-000000000004","correlationId":"01980000-0000-7000-8000-000000000003","eventId":"01980000-0000-7000-8000-000000000005","occurredAt":"2026-03-01T12:00:00.000Z","position":2,"revision":0,"schemaVersion":1,"stream":"organization-01980000-0000-7000-8000-000000000001","type":"OrganizationFounded","data":{"founderId":"01980000-0000-7000-8000-000000000002","name":"First organization"},"changes":{"name":{"to":"First organization"}}}
                     *     {"actor":{"userId":"00000000-0000-0000-0000-000000000000","via":"SYSTEM"},"causationId":"01980000-0000-7000-8000-000000000004","correlationId":"01980000-0000-7000-8000-000000000003","eventId":"01980000-0000-7000-8000-000000000006","occurredAt":"2026-03-01T12:00:00.000Z","position":3,"revision":1,"schemaVersion":1,"stream":"organization-01980000-0000-7000-8000-000000000001","type":"InviteTemplateSaved","data":{"html":"<p>Hello {firstName},</p>\n<p>{introMessage}</p>\n<p><a href=\"{inviteLink}\">Accept the invitation</a></p>\n<p>If you did not expect this message, you can leave it unanswered.</p>\n","introMessage":"You have been invited to join {organizationName}.","language":"en","subject":"You are invited to {organizationName}"},"changes":{"inviteTemplates.en":{"to":{"subject":"You are invited to {organizationName}","htmlLength":176,"htmlSha256":"f970ceedb29ab25ea4f2e62a8fad744c3e44b46518bab470a282d14a3a9e94a3","introMessage":"You have been invited to join {organizationName}."}}}}
                     *     {"actor":{"userId":"00000000-0000-0000-0000-000000000000","via":"SYSTEM"},"causationId":"01980000-0000-7000-8000-000000000004","correlationId":"01980000-0000-7000-8000-000000000003","eventId":"01980000-0000-7000-8000-000000000007","occurredAt":"2026-03-01T12:00:00.000Z","position":4,"revision":2,"schemaVersion":1,"stream":"organization-01980000-0000-7000-8000-000000000001","type":"OwnershipGranted","data":{"ownership":0,"userId":"01980000-0000-7000-8000-000000000002"},"changes":{}}
                     *     {"actor":{"userId":"01980000-0000-7000-8000-000000000002","via":"SESSION","name":"Ada Abebe"},"correlationId":"01980000-0000-7000-8000-000000000003","eventId":"01980000-0000-7000-8000-000000000008","occurredAt":"2026-03-01T12:00:00.000Z","position":5,"revision":0,"schemaVersion":1,"stream":"session-01980000-0000-7000-8000-000000000009","subjectId":"01980000-0000-7000-8000-000000000002","type":"UserLoggedIn","data":{"method":"BOOTSTRAP"},"changes":{}}
                     *     {"actor":{"userId":"01980000-0000-7000-8000-000000000002","via":"SESSION","name":"Ada Abebe"},"correlationId":"01980000-0000-7000-8000-000000000010","eventId":"01980000-0000-7000-8000-000000000011","occurredAt":"2026-03-01T12:00:00.000Z","position":6,"revision":1,"schemaVersion":1,"stream":"user-01980000-0000-7000-8000-000000000002","subjectId":"01980000-0000-7000-8000-000000000002","type":"ProfileChanged","data":{"firstName":"Ada","lastName":"Abebe"},"changes":{"firstName":{"from":"First","to":"Ada"},"lastName":{"from":"Owner","to":"Abebe"}}}
                     *     {"actor":{"role":"OWNER","userId":"01980000-0000-7000-8000-000000000002","via":"SESSION","name":"Ada Abebe"},"correlationId":"01980000-0000-7000-8000-000000000012","eventId":"01980000-0000-7000-8000-000000000013","occurredAt":"2026-03-01T12:00:00.000Z","position":7,"revision":3,"schemaVersion":1,"stream":"organization-01980000-0000-7000-8000-000000000001","type":"OrganizationDetailsChanged","data":{"name":"Northwind Instruments"},"changes":{"name":{"to":"Northwind Instruments","from":"First organization"}}}
                     */
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/zip": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /**
                 * @description With `false` the stream ends after the kept changes instead of waiting for more.
                 * @example false
                 */
                follow?: "true" | "false";
            };
            header?: {
                /** @description The last position that the client has seen. Without it the stream starts now. */
                "last-event-id"?: string;
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
                /** @description `true` for a read that a page makes by itself, such as a refresh: it does not count as a use of the session, so an unused session ends although its page is open. */
                "Muster-Background"?: "true";
            };
            path: {
                /** @example 01980000-0000-7000-8000-000000000001 */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 3000
                     *     id: 465
                     *
                     *     id: 468
                     *     event: change
                     *     data: {"type":"MemberInvited","userId":"01980000-0000-7000-8000-000000000003","actor":{"userId":"01980000-0000-7000-8000-000000000002","name":"Ada Abebe"},"position":"468","occurredAt":"2026-03-01T12:00:00.000Z"}
                     */
                    "text/event-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
            query?: {
                /** @description 503 also if the instance cannot do commands. */
                commands?: "true" | "false";
            };
            header?: {
                /** @description Waits up to 5 seconds until this position is visible. */
                "Muster-Min-Position"?: string;
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "commands": {
                     *         "status": "ok"
                     *       },
                     *       "eventStore": {
                     *         "status": "ok"
                     *       },
                     *       "database": {
                     *         "status": "ok"
                     *       },
                     *       "projections": [
                     *         {
                     *           "name": "directory",
                     *           "status": "ok",
                     *           "position": "473",
                     *           "lag": "0",
                     *           "lagUnit": "events"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description Service Unavailable */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
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
                /** @description The ETags that the client has. An answer with one of them is 304. An ETag is the resource's own revision: names of other people, and what depends on the time or the credential, may have changed all the same. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "muster",
                     *       "version": "0.2.0",
                     *       "node": "24.21.0"
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            /** @description A problem (RFC 9457), identified by its `code`. */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
