"""The words of EPCIS 2.0 and the Core Business Vocabulary 2.0 that may stand bare."""


def _each(words: str) -> list[str]:
    return words.split()


EVENT_TYPES = (
    "ObjectEvent",
    "AggregationEvent",
    "TransactionEvent",
    "TransformationEvent",
    "AssociationEvent",
)

ACTIONS = ("OBSERVE", "ADD", "DELETE")

# CBV 2.0 section 7.1
BIZ_STEPS = _each("""
    accepting arriving assembling collecting commissioning consigning creating_class_instance
    cycle_counting decommissioning departing destroying disassembling dispensing encoding
    entering_exiting holding inspecting installing killing loading other packing picking receiving
    removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting
    shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
    void_shipping
""")

# CBV 2.0 section 7.2
DISPOSITIONS = _each("""
    active available completeness_inferred completeness_verified conformant container_closed
    container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit
    inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
    no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved
    retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown
""")

# CBV 2.0 section 7.3
TRANSACTION_TYPES = _each("""
    bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt
""")

# CBV 2.0 section 7.4
PARTY_TYPES = _each("location owning_party possessing_party")

# CBV 2.0 section 7.5
ERROR_REASONS = _each("did_not_occur incorrect_data")

# CBV 2.0 section 7.6
COMPONENTS = _each("""
    altitude axial_distance azimuth easting elevation_angle height latitude longitude northing
    polar_angle spherical_radius x y z
""")

# GS1 Web Vocabulary, MeasurementType
MEASUREMENTS = _each("""
    AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance
    AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area
    Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
    DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity
    ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance
    KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux
    MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate
    MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power
    Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity
    SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage
    Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
""")

ALERTS = _each("ALARM_CONDITION ERROR_CONDITION")

# Where the bare words live when written as addresses (CBV 2.0 section 8.9.2 hashes these).
CBV = "https://ref.gs1.org/cbv/"
BIZ_STEP = CBV + "BizStep-"
DISPOSITION = CBV + "Disp-"
TRANSACTION_TYPE = CBV + "BTT-"
PARTY_TYPE = CBV + "SDT-"
ERROR_REASON = CBV + "ER-"
COMPONENT = CBV + "Comp-"
GS1 = "https://gs1.org/voc/"
