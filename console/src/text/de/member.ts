/** x */
export const member = {};
