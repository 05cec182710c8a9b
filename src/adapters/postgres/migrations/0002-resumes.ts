/**
 * What a resume secret works with, and the conversations of a person whom the site names. The index holds those only: anonymous
 * visitors, nearly all, pay nothing for it, and as it names no column that a turn changes, turns stay as cheap as they were.
 */
export const RESUMES = `
alter table resumes add column kind text not null default 'browser' check (kind in ('browser', 'identity', 'link'));
create index conversations_identified on conversations (channel_user_id) where channel_user_id like 'dl\\_id\\_%';
`;
