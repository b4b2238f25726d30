"""What is true of audits: frames, draws, who may read which file, and what grades come to."""
