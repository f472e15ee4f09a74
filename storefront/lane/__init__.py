"""The lane before Flask: sends a scan its stored page; what it lacks, Flask answers."""
