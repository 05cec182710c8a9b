import type { Locale, Role } from "../domain/words.js";

/** A value of the policy in force as it stands in its file. */
export interface SettingView {
  /** Keys and indexes from the top of the file, joined by dots. */
  path: string;
  value: string | number | boolean | null | (string | number | boolean | null)[];
  /** Null where the file on this machine says something else by now, or is not there. */
  line: number | null;
}

export interface SettingsView {
  version: string;
  policy: InForce;
  dialogs: InForce;
  /** The files of the policy, in their order. */
  files: { file: string; settings: SettingView[] }[];
  /** What customers come in by and what goes out; never an address or a secret. */
  channels: { id: string; kind: string; setUp: boolean }[];
}

export interface InForce {
  hash: string;
  /** Machine time. */
  since: string;
}

/** Rejects with `DatabaseAway` on an outage. */
export interface Settings {
  settings(): Promise<SettingsView>;
}

/** A team as it is manned now. */
export interface ShiftView {
  id: string;
  name: Record<Locale, string>;
  /** Who has its tickets until a person takes them. */
  duty: { id: string; name: string } | null;
  people: { id: string; name: string; role: Role; available: boolean; onDuty: boolean; openTickets: number }[];
}

export interface Shifts {
  /** By the team's id, people by name; those who left are left out. */
  shifts(): Promise<ShiftView[]>;
}
