"""Assistance (làm thay): somebody works for a household that agreed, and every act says so."""
