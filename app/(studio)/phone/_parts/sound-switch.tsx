"use client";
import { Volume2, VolumeX } from "lucide-react";
import { Button } from "@/components/ui/button";

export function SoundSwitch({ on, blocked, toggle }: { on: boolean; blocked: boolean; toggle: () => void }) {
  return (
    <Button onClick={toggle} aria-pressed={on}>
      {on ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
      {blocked ? "Allow sound" : on ? "Sound on" : "Sound off"}
    </Button>
  );
}
