"""Other floors (sàn khác): where else a producer sells, seen by an officer, as evidence too."""
