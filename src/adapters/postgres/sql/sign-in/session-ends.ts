/** When a session ends that is not used again. */
export const SESSION_ENDS = "now() + interval '12 hours'";
