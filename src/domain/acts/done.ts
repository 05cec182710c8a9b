/** What an act answers where it went through; what is left out is filled in from the turn. */
export type Done = { seq?: number; messageId?: string; noteId?: string; ticketIds?: string[] };
