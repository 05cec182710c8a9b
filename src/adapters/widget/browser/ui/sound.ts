import { signal } from "@preact/signals";
import { makeKept } from "../line/kept.js";

const kept = makeKept(() => localStorage);
const SOUND = "frontdoor.sound";

/** Kept on this device for this site. */
export const soundOn = signal(kept.get(SOUND) !== "off");

export function turnSound(on: boolean): void {
  soundOn.value = on;
  kept.set(SOUND, on ? null : "off");
  if (on) playSound();
}

const NOTES_HZ = [660, 880];
const NOTE_S = 0.12;
const LOUDNESS = 0.05;
let audio: AudioContext | null = null;

/** Two soft notes. Silent where it is switched off, or before the customer has touched the page: a page must not make a sound by itself. */
export function playSound(): void {
  if (!soundOn.peek() || navigator.userActivation?.hasBeenActive !== true) return;
  try {
    audio ??= new AudioContext();
    const loudness = audio.createGain();
    loudness.connect(audio.destination);
    const start = audio.currentTime + 0.02;
    const end = start + NOTES_HZ.length * NOTE_S + 0.15;
    loudness.gain.setValueAtTime(LOUDNESS, start);
    loudness.gain.exponentialRampToValueAtTime(0.0001, end);
    NOTES_HZ.forEach((hz, index) => {
      const note = audio!.createOscillator();
      note.frequency.value = hz;
      note.connect(loudness);
      note.start(start + index * NOTE_S);
      note.stop(end);
    });
    void audio.resume();
  } catch {
    // No sound device, or none allowed: the count says it.
  }
}
