"""The REST bindings of EPCIS 2.0: events sent in, questions answered, who may see what."""
