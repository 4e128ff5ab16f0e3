/**
 * Where the results of a task are collected as well, as it was when it was queued. No foreign key:
 * it is asked for when a task is tried again, and a collection that is gone then takes nothing.
 */
export const targets = /* sql */ `
ALTER TABLE tasks ADD COLUMN collection_id TEXT;
`;
